"""What is worked out over all documents: one module for each question, and `contributions`, which asks them all.

A join has two halves. `read_...(facts)` takes what it needs from the graph of one document, in the process that made the
graph; the records are small, and kept for the next build. `join_...(records)` takes the records of all documents, in any
order, and returns one named graph. What a document says is never repeated there, and what is worked out never passes as
something that a document says: it has a class, a method and where it can, a score of its own.
"""
