package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"roomsim/scenarios/spec"
)

// once is a flag with a value that may be given once: the second of two would win in silence.
type once struct {
	value string
	given bool
	kind  string             // for help
	check func(string) error // nil: anything goes
}

// String implements pflag.Value.
func (o *once) String() string { return o.value }

// Type implements pflag.Value.
func (o *once) Type() string { return o.kind }

// Set implements pflag.Value.
func (o *once) Set(s string) error {
	if o.given {
		return errors.New("given again; expected once")
	}
	if o.check != nil {
		if err := o.check(s); err != nil {
			return err
		}
	}
	o.value, o.given = s, true
	return nil
}

// number returns the value of a flag that wholeNumber has checked, or else if it was not given.
func (o *once) number(otherwise uint64) uint64 {
	if !o.given {
		return otherwise
	}
	n, err := strconv.ParseUint(o.value, 10, 64)
	if err != nil {
		panic("roomsim: a flag that was not checked: " + err.Error())
	}
	return n
}

// wholeNumber accepts decimal digits from least to most, as scenario files spell them.
func wholeNumber(least, most uint64) func(string) error {
	return func(s string) error {
		n, err := strconv.ParseUint(s, 10, 64)
		switch {
		case errors.Is(err, strconv.ErrRange), err == nil && (n < least || n > most), negative(s):
			return fmt.Errorf("%s is out of bounds; expected %d to %d", s, least, most)
		case err != nil || s[0] == '+' || len(s) > 1 && s[0] == '0':
			return fmt.Errorf("%q is not a whole number; expected %d to %d", s, least, most)
		}
		return nil
	}
}

// negative reports whether a word is a whole number below 0.
func negative(s string) bool {
	n, err := strconv.ParseInt(s, 10, 64)
	return err == nil && n < 0
}

// oneOf accepts one of some words.
func oneOf(words ...string) func(string) error {
	return func(s string) error {
		for _, w := range words {
			if s == w {
				return nil
			}
		}
		return fmt.Errorf("%q is not one of them; expected %s%s", s, listed(words, "or"), near(s, words))
	}
}

// notEmpty accepts every word but the empty one.
func notEmpty(s string) error {
	if s == "" {
		return errors.New("is empty")
	}
	return nil
}

// addFormat adds --format, of which the first word is the default.
func addFormat(cmd *cobra.Command, f *once, words ...string) {
	addChoice(cmd, f, "format", listed(words, "or"), words)
}

// addChoice adds a flag that takes one of some words, of which the first is the default.
func addChoice(cmd *cobra.Command, f *once, name, usage string, words []string) {
	*f = once{value: words[0], kind: strings.ToUpper(name), check: oneOf(words...)}
	cmd.Flags().Var(f, name, usage)
	complete(cmd, name, words)
}

// addOutput adds -o.
func addOutput(cmd *cobra.Command, f *once) {
	*f = once{kind: "FILE"}
	cmd.Flags().VarP(f, "output", "o",
		"write to FILE, whole or not at all, instead of standard output")
}

// addQuiet adds --quiet.
func addQuiet(t *tool, cmd *cobra.Command, usage string) {
	cmd.Flags().BoolVarP(&t.quiet, "quiet", "q", false, usage)
}

// flagError puts what is wrong with a flag into words.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var lacks *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown)
	case errors.As(err, &lacks):
		return wrongUsage("--%s needs a value", lacks.GetFlag().Name)
	case errors.As(err, &invalid) && invalid.GetFlag().Value.Type() == "bool":
		return wrongUsage("--%s: %q is neither true nor false", invalid.GetFlag().Name,
			invalid.GetValue())
	case errors.As(err, &invalid):
		return wrongUsage("--%s: %s", invalid.GetFlag().Name, invalid.Unwrap())
	case errors.As(err, &syntax):
		return wrongUsage("%q is no flag", syntax.GetSpecifiedFlag())
	}
	return wrongUsage("%s", err)
}

func unknownFlag(cmd *cobra.Command, e *pflag.NotExistError) error {
	if letters := e.GetSpecifiedShortnames(); letters != "" {
		return wrongUsage("unknown flag %q in %q", "-"+e.GetSpecifiedName()[:1], "-"+letters)
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	hint := ""
	if name := spec.Near(e.GetSpecifiedName(), names); name != "" {
		hint = fmt.Sprintf("; did you mean %q?", "--"+name)
	}
	return wrongUsage("unknown flag %q%s", "--"+e.GetSpecifiedName(), hint)
}
