"""The words of the field as frozen dataclasses, and the laws that hold for them. Standard library and numpy only."""
