"""Facts in tables and prose: participations, competences, reporting, reviews, grades, plans."""
