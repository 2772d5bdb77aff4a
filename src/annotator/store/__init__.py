"""The project file: schema, journal, projections, queries, undo, merge, backup. SQLAlchemy lives here and only here."""
