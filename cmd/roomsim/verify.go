package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"roomsim/model/timeline"
	"roomsim/scenarios/applog"
	"roomsim/scenarios/expect"
	"roomsim/scenarios/spec"
)

// verifyFlags are those of verify.
type verifyFlags struct {
	claims, mapping, out, format once
	chart                        once
	reports                      reportFlags
	clocks                       clocks
	allowInconclusive            bool
}

// clocks is --clock, which may be given many times.
type clocks []string

// String implements pflag.Value.
func (c *clocks) String() string { return strings.Join(*c, " ") }

// Type implements pflag.Value.
func (c *clocks) Type() string { return "CLIENT=SPAN" }

// Set implements pflag.Value.
func (c *clocks) Set(text string) error {
	*c = append(*c, text)
	return nil
}

// newVerify holds logs of a real product against a scenario.
func newVerify(t *tool) *cobra.Command {
	f := &verifyFlags{}
	cmd := &cobra.Command{
		Use:   "verify LOG… --claims SCENARIO",
		Short: "Hold the logs of a real product against a scenario's claims",
		Long: `Hold what a real product logged against the claims of a scenario: the same marks, the same
claims, the same verdicts. LOG is a file, one for each device or one for all, or - for the
standard input; CLIENT=LOG says whose it is where its lines do not. A log is roomsim's own JSON
Lines, of which an app needs only t, kind, who, name and what a callback carries; or JSON Lines,
CSV or text that a mapping explains.

The logs of all devices are merged by time. What cannot be understood is an error that names its
line. A mark of a script action is found where a log tells of the same call or change of the
network, or where the mapping pins it. The last record ends the run: what could still have come
then is inconclusive.

A callback that no step of the client's state machine leads to fails like a claim; an update that
contradicts what its client has heard before is a warning. A chart shows the logs under a run of
the scenario, with lines between their marks that say how much later the product was.`,
		Example: `  roomsim verify app.jsonl --claims case2
  roomsim verify app.log --map app.yaml --claims case2
  roomsim verify A=pixel.log B=iphone.log --map app.yaml --claims case2 --clock B=-35ms
  roomsim verify app.log --map app.yaml --claims case2 --plot app.svg --report junit=app.xml
  roomsim verify app.csv --map app.yaml --claims mine.yaml --format json | jq .summary`,
		Args: wants(1, -1, "a log"),
		RunE: func(_ *cobra.Command, args []string) error { return t.verify(args, f) },
	}
	f.claims, f.mapping = once{kind: "SCENARIO"}, once{kind: "FILE"}
	fs := cmd.Flags()
	fs.Var(&f.claims, "claims", "the scenario whose claims to check: a file or a built-in name")
	fs.Var(&f.mapping, "map", "how to read a log that is not roomsim's own: a log mapping")
	fs.Var(&f.clocks, "clock", "how far a device's clock is ahead, -35ms: behind; may be repeated")
	completeWith(cmd, "claims", scenariosAndFiles)
	addFormat(cmd, &f.format, "text", "json")
	addOutput(cmd, &f.out)
	f.chart = once{kind: "FILE", check: chartFile}
	addReports(cmd, &f.reports)
	fs.Var(&f.chart, "plot", "also draw the logs under a run of the scenario: .svg, .png or .pdf")
	cmd.Flags().BoolVar(&f.allowInconclusive, "allow-inconclusive", false,
		"exit 0 although a claim was never put to the test")
	addQuiet(t, cmd, "leave out warnings and the claims that passed")
	return cmd
}

// verification is what came of holding logs against a scenario.
type verification struct {
	entry    *entry
	logs     []string
	log      *applog.Log
	findings []expect.Finding
	sum      tallied
}

// verify is the command.
func (t *tool) verify(words []string, f *verifyFlags) error {
	if err := f.agree(words); err != nil {
		return err
	}
	if f.mapping.value == spec.Stdin {
		return wrongUsage("--map: a mapping cannot come from standard input; expected a file")
	}
	list, err := t.load([]string{f.claims.value}, &options{})
	if err != nil {
		return err
	}
	if len(list[0].Claims) == 0 {
		return wrongInput("%s: has no claims; expected something to check",
			timeline.LineStart(list[0].File))
	}
	v := &verification{entry: list[0]}
	opt, err := t.logOptions(list[0], f)
	if err != nil {
		return err
	}
	sources, err := v.sources(words)
	if err != nil {
		return err
	}
	to, err := t.openVerified(v, f)
	if err != nil {
		return err
	}
	if err := t.readLogs(v, sources, opt); err != nil {
		return err
	}
	v.findings = v.log.Check(v.entry.Claims)
	v.sum.add(v.findings)
	if !t.quiet {
		v.warn(t)
	}
	if err := to.deliver(t, v, f); err != nil {
		return err
	}
	if s := v.status(f.allowInconclusive); s != statusOK {
		return ended(s)
	}
	return nil
}

// agree checks flags and words against each other.
func (f *verifyFlags) agree(words []string) error {
	switch {
	case !f.claims.given:
		return wrongUsage("nothing to hold the log against; expected --claims SCENARIO")
	case stdins(append(words, f.claims.value)) > 1:
		return wrongUsage("the standard input can be read once")
	}
	return f.reports.agree(f.out.value, place{"--plot", f.chart.value, "the chart stands there"}, nil)
}

// stdins counts the words that stand for the standard input.
func stdins(words []string) (n int) {
	for _, word := range words {
		if word == spec.Stdin || strings.HasSuffix(word, "="+spec.Stdin) {
			n++
		}
	}
	return n
}

// logOptions reads the mapping and the clocks.
func (t *tool) logOptions(e *entry, f *verifyFlags) (applog.Options, error) {
	opt := applog.Options{Scenario: e.Scenario}
	for _, text := range f.clocks {
		clock, err := e.ParseLogClock(text)
		if err != nil {
			return opt, wrongUsage("--clock: %s", err)
		}
		for _, before := range opt.Clocks {
			if before.Who == clock.Who {
				return opt, wrongUsage("--clock %s: given again; expected once for each client",
					timeline.Show(text))
			}
		}
		opt.Clocks = append(opt.Clocks, clock)
	}
	if !f.mapping.given {
		return opt, nil
	}
	m, err := spec.LoadMapping(f.mapping.value, e.Scenario)
	if err != nil {
		return opt, t.refuseError(err)
	}
	opt.Mapping = m
	return opt, nil
}

// refuseError is refuse for an error of a reader.
func (t *tool) refuseError(err error) error {
	var wrong spec.Problems
	gather(&wrong, err)
	return t.refuse(&wrong)
}

// sources are the logs that the words name, still without their texts.
func (v *verification) sources(words []string) (list []applog.Source, err error) {
	for _, word := range words {
		src := applog.Source{Name: word}
		if name, file, ok := strings.Cut(word, "="); ok && !strings.ContainsAny(name, `/\.`) {
			if src.Client, err = v.entry.LogClient(name); err != nil {
				return nil, wrongUsage("%s: %s", timeline.Show(word), err)
			}
			if n := src.Client.Len(); n > 1 {
				return nil, wrongUsage("%s: %s is %d clients; expected one of them: %s-1=%s",
					timeline.Show(word), name, n, name, timeline.Show(file))
			}
			src.Name = file
		}
		list = append(list, src)
		v.logs = append(v.logs, src.Name)
	}
	return list, nil
}

// readLogs opens and reads the logs. Nothing is lost if a signal ends the process meanwhile.
func (t *tool) readLogs(v *verification, sources []applog.Source, opt applog.Options) error {
	t.setIdle(true)
	defer t.setIdle(false)
	var wrong spec.Problems
	for i := range sources {
		src := &sources[i]
		text, err := applog.Open(src.Name)
		if err != nil {
			gather(&wrong, err)
			continue
		}
		if src.Text = text; src.Name == spec.Stdin {
			src.Name = spec.StdinName
			v.logs[i] = spec.StdinName
		}
	}
	if len(wrong.List) > 0 {
		return t.refuse(&wrong)
	}
	log, err := applog.Read(sources, opt)
	if err != nil {
		return t.refuseError(err)
	}
	v.log = log
	return nil
}

// warn tells what does not fail, and what makes claims inconclusive.
func (v *verification) warn(t *tool) {
	told := v.log.Warnings[:min(len(v.log.Warnings), spec.MostProblems)]
	t.tell(told)
	if rest := len(v.log.Warnings) - len(told); rest > 0 {
		fmt.Fprintf(t.stderr, "and %d more\n", rest)
	}
	for _, mark := range v.log.Untold {
		t.complain(fmt.Sprintf("nothing in the log stands for the action marked %s; "+
			"a mapping can pin it: marks: {%s: …}", mark, mark))
	}
}

// status is the exit code.
func (v *verification) status(allowInconclusive bool) status {
	if len(v.log.Steps) > 0 {
		return statusFailed
	}
	return v.sum.status(allowInconclusive)
}

// writeText writes the findings for people, then the steps that the machine does not allow.
func (v *verification) writeText(w io.Writer, p paint, quiet bool) error {
	if quiet && allPassed(v.findings) && len(v.log.Steps) == 0 {
		_, err := fmt.Fprintln(w, v.summary(p))
		return err
	}
	fmt.Fprintln(w, title(p, v.entry))
	r := &report{w: w, paint: p, indent: "  ", quiet: quiet}
	if err := r.write(v.findings, ""); err != nil {
		return err
	}
	for i := range v.log.Steps {
		if i == spec.MostProblems {
			fmt.Fprintf(w, "and %d more\n", len(v.log.Steps)-i)
			break
		}
		s := &v.log.Steps[i]
		place := timeline.LineStart(v.log.Name(s.N))
		fmt.Fprintf(w, "%s: %s: %s\n", place, p.of(red+bold, "fail"), s.Text)
	}
	_, err := fmt.Fprintln(w, "\n"+v.summary(p))
	return err
}

// summary is the last line: "9 claims in 2 logs: 9 passed".
func (v *verification) summary(p paint) string {
	line := fmt.Sprintf("%s in %s: %s", many(v.sum.claims, "claim"), many(len(v.logs), "log"),
		v.sum.outcome(p))
	if n := len(v.log.Steps); n > 0 {
		line += "; " + p.of(red+bold, many(n, "step")+" that the state machine does not allow")
	}
	return line
}
