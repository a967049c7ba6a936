// Package fsm is a state machine as a table of rows: in this state, on this input, go to that state
// and do this. The table knows nothing of what it drives.
//
// New refuses a table that is not complete: each state must have a row for each input or say that
// it ignores it, once, and each state must be within reach. So a forgotten case is found when the
// program starts and not when it happens. The same rows are drawn as text, Markdown, Mermaid and
// DOT; there is no second description that could disagree.
package fsm
