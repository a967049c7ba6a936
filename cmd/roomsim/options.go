package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"roomsim/model"
	"roomsim/scenarios/spec"
)

// options are the flags that say what of a scenario is to be run differently.
type options struct {
	seed, profile, maxEvents, ties once
	sets                           settings
}

// settings is --set, which may be given many times.
type settings []string

// String implements pflag.Value.
func (s *settings) String() string { return strings.Join(*s, " ") }

// Type implements pflag.Value.
func (s *settings) Type() string { return "KEY=VALUE" }

// Set implements pflag.Value.
func (s *settings) Set(text string) error {
	if !strings.Contains(text, "=") {
		var keys []string
		for _, known := range model.SettingList() {
			keys = append(keys, known.Name)
		}
		if slices.Contains(keys, text) {
			keys = nil // the name is right
		}
		return fmt.Errorf("%q has no value; expected KEY=VALUE such as %s=80s%s", text,
			"server.heartbeat.timeout", near(text, keys))
	}
	*s = append(*s, text)
	return nil
}

// addOptions adds the flags to a command that runs scenarios.
func addOptions(cmd *cobra.Command, o *options) {
	o.seed = once{kind: "N", check: wholeNumber(0, math.MaxUint64)}
	o.profile = once{kind: "NAME|FILE"}
	o.maxEvents = once{kind: "N", check: wholeNumber(1, math.MaxUint64)}
	o.ties = once{kind: "N", check: wholeNumber(1, math.MaxUint64)}
	fs := cmd.Flags()
	fs.Var(&o.seed, "seed", "root of all random numbers, over the scenario's own")
	fs.Var(&o.profile, "profile", "timing table, over the scenario's own: a built-in name or a file")
	fs.Var(&o.sets, "set", "change one setting of the profile; may be repeated")
	fs.Var(&o.maxEvents, "max-events", "stop a run after N events; default 1000000000")
	fs.Var(&o.ties, "shuffle-ties",
		"shuffle what falls into one instant, by seed N; scripts keep their order")
	completeWith(cmd, "profile", profilesAndFiles)
	completeWith(cmd, "set", settingKeys)
}

// spec gives the options as the reader of scenarios takes them.
func (o *options) spec() spec.Options {
	opt := spec.Options{Profile: o.profile.value, Sets: o.sets, MaxEvents: o.maxEvents.number(0),
		ShuffleTies: o.ties.number(0)}
	if o.seed.given {
		seed := o.seed.number(0)
		opt.Seed = &seed
	}
	return opt
}

// inputs are the files that the options name.
func (o *options) inputs() []string {
	if o.profile.given {
		return []string{o.profile.value}
	}
	return nil
}

// again is the command that runs a scenario in the same way, fit for a shell.
func (o *options) again(scenario string) string {
	words := []string{"roomsim", "run", scenario}
	if strings.HasPrefix(scenario, "-") && scenario != spec.Stdin {
		words[2] = "./" + scenario
	}
	words = append(words, o.changes()...)
	if o.maxEvents.given {
		words = append(words, "--max-events", o.maxEvents.value)
	}
	return command(words)
}

// changes are the flags that change what is run.
func (o *options) changes() (words []string) {
	if o.seed.given {
		words = append(words, "--seed", o.seed.value)
	}
	if o.profile.given {
		words = append(words, "--profile", o.profile.value)
	}
	for _, set := range o.sets {
		words = append(words, "--set", set)
	}
	if o.ties.given {
		words = append(words, "--shuffle-ties", o.ties.value)
	}
	return words
}

// command gives words as a shell reads them back.
func command(words []string) string {
	for i := range words {
		words[i] = quoted(words[i])
	}
	return strings.Join(words, " ")
}

// quoted gives a word as a shell reads it back; what could move a terminal's cursor is written with
// escapes, in a form that bash, zsh and ksh know. No ## stays, which a CI log would obey.
func quoted(word string) string {
	harmless, printable := word != "", true
	for i := range len(word) {
		c := word[i]
		if !strings.ContainsRune("_./=-", rune(c)) && !alphanumeric(c) {
			harmless = false
		}
	}
	for _, r := range word {
		printable = printable && strconv.IsPrint(r)
	}
	switch {
	case harmless:
		return word
	case printable:
		apart := strings.NewReplacer("##", "#''#", "'", `'\''`)
		return "'" + strings.ReplaceAll(apart.Replace(word), "##", "#''#") + "'"
	}
	inside := strings.Trim(strconv.QuoteToASCII(word), `"`)
	return "$'" + strings.NewReplacer("'", `\'`, "##", `\x23\x23`).Replace(inside) + "'"
}

func alphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}
