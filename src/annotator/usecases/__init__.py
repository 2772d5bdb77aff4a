"""What a person does with a project: import, label, review, merge, measure, export. The only door to the store."""
