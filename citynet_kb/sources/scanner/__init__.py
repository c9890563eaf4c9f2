"""Reads Markdown line by line, for whoever must know what stands where: what is code, what is a table.

Checks and pages both ask here, so that what the one refuses and what the other shows cannot differ. It knows Python-Markdown's rules, and
where renderers differ it takes the reading that a rule must not be fooled by.
"""
