"""Accounts, organisations, roles, cohorts and the audit trail."""
