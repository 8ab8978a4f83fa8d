"""Threads: recommendations that ask the same of a State, across cycles, documents and kinds of issuer.

    asks          divides recommendations into what they ask: `clauses` cuts the words, `concepts` finds what they mean
    similarity    says how likely two asks are the same; `frequencies` how rare words are, `fitting` finds the weights
    clusters      brings the asks of a State together
    threads       makes threads of them, and the links that hold each together
    graph         writes them
"""
