"""Three of the seeds as one person annotated them by hand, in a compact form, and what a program's output is worth."""
