"""The pure core: drafts, rules, clauses, findings, rewrites. No input or output happens here."""
