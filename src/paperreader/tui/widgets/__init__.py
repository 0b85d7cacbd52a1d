"""The panes: each takes values and posts messages; none knows the app, the screen or another pane."""
