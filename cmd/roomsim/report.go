package main

import (
	"fmt"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"roomsim/model"
	"roomsim/plots"
	"roomsim/plots/page"
	"roomsim/scenarios/expect"
)

// pageFlags are those of report.
type pageFlags struct {
	options
	out, width once
}

// newReport writes runs as a page.
func newReport(t *tool) *cobra.Command {
	f := new(pageFlags)
	cmd := &cobra.Command{
		Use:   "report SCENARIO… -o FILE",
		Short: "Write runs as a page: chart, claims and records, to be asked",
		Long: `Run scenarios and write one page of HTML about them, for a browser: the chart, which can be
zoomed and moved, the claims with their margins, and the records. What led to a record is
told at a click on it, in the chart or in the table; the page's address keeps it. The page is
one file, asks for nothing on the network, and can be printed.

It is written whatever the verdicts are, and the exit code is 0: check is what judges.`,
		Example: `  roomsim report case2 -o case2.html
  roomsim report case1 case2 case3 -o cases.html
  roomsim report mine.yaml -o mine.html --set server.heartbeat.timeout=80s`,
		Args:              wants(1, -1, "a scenario: a file or the name of a built-in one"),
		ValidArgsFunction: scenariosAndFiles,
		RunE:              func(_ *cobra.Command, args []string) error { return t.writePage(args, f) },
	}
	addOptions(cmd, &f.options)
	f.out = once{kind: "FILE"}
	cmd.Flags().VarP(&f.out, "output", "o", "the page's file: .html; required")
	completeWith(cmd, "output", pageFiles)
	f.width = once{kind: "PT", check: wholeNumber(plots.LeastWidth, plots.MostWidth)}
	cmd.Flags().Var(&f.width, "width", fmt.Sprintf("the least width of a chart in points, %d to %d",
		plots.LeastWidth, plots.MostWidth))
	addQuiet(t, cmd, "leave out warnings")
	return cmd
}

// pageFiles completes files that hold a page.
func pageFiles(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"html", "htm"}, cobra.ShellCompDirectiveFilterFileExt
}

// writePage is the command.
func (t *tool) writePage(words []string, f *pageFlags) error {
	switch out := strings.ToLower(f.out.value); {
	case !f.out.given:
		return wrongUsage("no file to write to; expected -o FILE, for example -o report.html")
	case out != "-" && !strings.HasSuffix(out, ".html") && !strings.HasSuffix(out, ".htm"):
		return wrongUsage("-o: no page can be written to %q; expected a name that ends in .html",
			f.out.value)
	}
	list, err := t.load(words, &f.options)
	if err != nil {
		return err
	}
	if wrong := sameNames(list); wrong != nil {
		return t.refuse(wrong)
	}
	o, err := t.open(f.out.value, files(list, &f.options)...)
	if err != nil {
		return err
	}
	defer o.drop()
	var p page.Page
	for _, e := range list {
		if err := t.addTo(&p, e, f); err != nil {
			return err
		}
	}
	if _, err := p.WriteTo(o); err != nil {
		return o.failed()
	}
	return o.done()
}

// addTo runs an entry and adds it to a page.
func (t *tool) addTo(p *page.Page, e *entry, f *pageFlags) error {
	r := t.tryAlone(e, model.Everything)
	if r.err != nil {
		return r.err
	}
	if t.many(e, &r, runtime.GOMAXPROCS(0), false); r.err != nil {
		return r.err
	}
	s := &page.Scenario{Timeline: r.timeline, Waits: e.Config.Settings.Waits(), Source: e.Source,
		Again: e.again}
	for i := range r.findings {
		s.Claims = append(s.Claims, pageClaim(e, &r, i))
	}
	return p.Add(s, plots.Options{Width: int(f.width.number(0)),
		Claims: claimsOf(e, &r, once{}, true)})
}

// pageClaim puts a finding into words, and names the records that it rests on.
func pageClaim(e *entry, r *trial, i int) page.Claim {
	f := &r.findings[i]
	cells := f.Cells()
	c := page.Claim{Verdict: cells[0], Text: cells[1], Source: f.Claim.Source, Why: f.Claim.Why,
		Want: two(f.Want, f.When), Got: cells[2], Margin: strings.TrimPrefix(cells[3], "margin ")}
	if f.Many != nil {
		return c // it is about other runs than this one
	}
	_, grounds := expect.Explain(f.Claim, e.Config.Marks, r.timeline)
	for _, g := range grounds {
		if g.Record != nil {
			c.Records = append(c.Records, g.Record.N)
		}
	}
	return c
}
