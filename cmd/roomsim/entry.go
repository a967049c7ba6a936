package main

import (
	"errors"
	"os"
	"runtime"

	"roomsim/scenarios/spec"
	"roomsim/sim/replicate"
)

// entry is a scenario that the command line names.
type entry struct {
	*spec.Scenario
	word    string // as the user gave it
	again   string // the command that runs it in the same way
	options *options
}

// load reads the scenarios that the words name. Everything that is wrong with any of them is said
// at once.
func (t *tool) load(words []string, opt *options) ([]*entry, error) {
	type read struct {
		*spec.Scenario
		err error
	}
	all, err := replicate.Run(t.ctx, len(words), runtime.GOMAXPROCS(0), func(_, i int) read {
		s, err := spec.Load(words[i], opt.spec())
		return read{s, err}
	})
	if err != nil {
		return nil, stopped(t.ctx)
	}
	var list []*entry
	var wrong, warned spec.Problems
	for i, s := range all {
		if s.err != nil {
			gather(&wrong, s.err)
			continue
		}
		gather(&warned, &spec.Problems{List: s.Warnings})
		list = append(list, &entry{s.Scenario, words[i], opt.again(words[i]), opt})
	}
	if len(wrong.List) > 0 {
		return nil, t.refuse(&wrong)
	}
	if !t.quiet {
		t.tell(warned.List)
	}
	return list, nil
}

// gather adds the problems of one file to those of others, up to the bound. Those that flags make
// in every file are added once.
func gather(all *spec.Problems, err error) {
	var more *spec.Problems
	if !errors.As(err, &more) {
		all.List = append(all.List, spec.Problem{Msg: err.Error()})
		return
	}
	for _, p := range more.List {
		if p.File != "" || !contains(all.List, p) {
			all.Add(p)
		}
	}
	all.More += more.More
}

func contains(list []spec.Problem, p spec.Problem) bool {
	for _, q := range list {
		if p == q {
			return true
		}
	}
	return false
}

// files are those of the entries and options, which no output may overwrite.
func files(list []*entry, opt *options) []string {
	names := opt.inputs()
	for _, e := range list {
		if !e.BuiltIn && e.word != spec.Stdin {
			names = append(names, e.word)
		}
		names = append(names, e.Inputs...)
	}
	return names
}

// isDir reports whether a path names a directory.
func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
