"""Get documents from the United Nations' document service, by symbol.

Guarantees to who reads the folder then: a file with the name of a symbol came whole, is of the format that its name
says, and prints no other symbol at its head; what came from where and when stands in `fetched.json` beside it. Nothing
is written outside the folder, and nothing is asked of a server faster than it bears.
"""
