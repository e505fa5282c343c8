"""Accounts: signing in, its locks, forgotten passwords, and accounts that leave."""
