"""Rule files to rules: the claim patterns (``claims``) and the checks (``checks``), loaded strictly."""
