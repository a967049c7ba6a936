// Roomsim runs scenarios of clients in rooms, on links that fail, and says what everybody hears.
//
// The command is words, flags, files and exit codes around the other packages; it decides nothing
// about rooms. Each command has a file of its own: run.go, check.go, plot.go. What they share:
//
//	tool.go     one call: streams, signals, how it ends
//	root.go     the tree of commands
//	status.go   exit codes and the errors that carry them
//	flags.go    flags that several commands have; options.go those that change a run
//	entry.go    from words to scenarios; suite.go from paths to words
//	trial.go    one run of a scenario, broken invariants included
//	speech.go   colours, complaints and other words that several commands say
//	verdict.go  verdicts for people
//	output.go   standard output and -o: files appear whole or not at all
//
// Standard output is data, standard error is speech.
package main
