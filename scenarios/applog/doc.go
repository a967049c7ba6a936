// Package applog reads what a real product logged and makes a timeline of it, so that the claims of
// a scenario can be put to the product.
//
// A log is our own JSON Lines, whole or only the lines of calls and callbacks, or a foreign log
// that a spec.Mapping explains: JSON Lines, CSV or text. Each form takes a line apart into the
// texts of its fields; from there on all go the same way: names become the ids of the scenario's
// cast, clocks are put right, the logs of all devices are merged by time, and marks are found by
// the scenario's own rules. What cannot be understood is an error that names the line, and all
// errors are told at once: a line that was skipped in silence might be the very one that a claim
// speaks of.
//
// A log has no causes and no messages. The mark of a script action is found where the log tells of
// the same thing (a call, a change of the network), where a whole log of our own names it, or where
// the mapping pins it; a claim that rests on one that is not found is inconclusive. The log ends
// the run: at its last record, unless it says more.
//
// Besides the claims, each client's reasons are held to the rows of the model's own machine: Steps.
package applog
