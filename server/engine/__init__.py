"""The published data as the web sees it: views of one generation, and the processes that read and write it."""
