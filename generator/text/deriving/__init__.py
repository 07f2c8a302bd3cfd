"""What a text asks of whom, clause by clause, as a first draft of questions."""
