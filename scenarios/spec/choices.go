package spec

import (
	"fmt"

	"roomsim/model/timeline"
)

// The words of keys that take one of some, for the decoder and for Keys.

func notifies() []string { return []string{"on", "off", "hear", "tell"} }

func calls() []string { return valuesOf(callKeys) }

func networks() []string { return spellings(timeline.NamesOf(timeline.Network)) }

func processes() []string { return []string{"kill", "start", "suspend", "resume"} }

func backends() []string { return valuesOf(backendKeys) }

func servers() []string { return valuesOf(serverKeys) }

func tokens() []string { return []string{"valid", "wrong", "expired"} }

func memories() []string { return []string{"keep", "lose"} }

func reasons() []string { return spellings(timeline.Reasons()) }

func updates() []string { return []string{"ADD", "DELETE"} }

func callbacks() []string { return spellings(timeline.NamesOf(timeline.Callback)) }

// deeds are what a server's records say.
func deeds() []string { return spellings(timeline.NamesOf(timeline.ServerDid)) }

// ends are what stands for the last record of a run.
func ends() []string { return []string{"end"} }

func orders() []string { return []string{"free", "fifo"} }

// steps are what a step of a loss with two states may be, beside a span.
func steps() []string { return []string{"message"} }

// logForms are the forms of a log; roomsim is our own JSON Lines.
func logForms() []string { return []string{"roomsim", "jsonl", "csv", "text"} }

func timeFormats() []string { return logFormats }

func zones() []string { return []string{"UTC"} }

func logWords() []string { return LogWords(nil) }

// spellings gives the texts of names.
func spellings[N fmt.Stringer](names []N) []string {
	words := make([]string, len(names))
	for i, n := range names {
		words[i] = n.String()
	}
	return words
}
