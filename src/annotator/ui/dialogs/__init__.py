"""The questions and reports of the window, each a dialog of its own."""
