DROP GRAPH <https://made.example/old> ; MOVE DEFAULT TO <https://made.example/new>
