"""A second reading of the copy: a small network, learned from labelled copy, says which words are a promise.

It judges what patterns find, and finds what no pattern foresaw; what exactly is promised it does not know.
Imported only when there is something to read, because numpy takes a while to start.
"""
