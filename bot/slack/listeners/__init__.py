"""Translate what Slack delivers and hand it on; the acknowledgement comes after, never before."""
