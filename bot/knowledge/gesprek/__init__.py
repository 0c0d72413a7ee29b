"""The conversation as pure functions: understood message + state + knowledge → answers + new state.

``beurt.beurt`` is the door. Nothing here knows Rasa, SQL or the clock.
"""
