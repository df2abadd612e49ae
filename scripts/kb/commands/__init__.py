"""What each command does: calls the modules that work, prints, returns an exit code.

Every command imports what it needs itself, so that none waits for another's libraries.
"""
