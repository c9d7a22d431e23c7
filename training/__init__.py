"""How the tagger in ``rules/tagger`` is learned from labelled copy. Running claimcheck needs none of it."""
