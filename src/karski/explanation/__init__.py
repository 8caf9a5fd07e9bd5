"""Why a country is at risk: its reasons, their changes, and situations alike."""
