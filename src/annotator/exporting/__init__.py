"""From tables to files that can be trusted cell by cell. What stands in the tables is the use cases' business."""

from annotator.exporting.table import Cell, Column, Summary, Table
from annotator.exporting.workbook import write_workbook

__all__ = ["Cell", "Column", "Summary", "Table", "write_workbook"]
