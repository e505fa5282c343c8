"""The one way in for uploaded files: what passes is whole, bounded and says nothing of
who made it. ``docs/uploads.md``, ``docs/adr/0020-one-gate-for-uploads.md``."""
