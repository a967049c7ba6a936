package baseline_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"roomsim/scenarios/baseline"
	"roomsim/scenarios/expect"
)

// finding is one of a claim that passed.
func finding(id, text, value string) expect.Finding {
	return expect.Finding{Claim: &expect.Claim{ID: id, Text: text}, Verdict: expect.Pass, Value: value}
}

// near is a finding with a margin.
func near(id, value string, margin time.Duration) expect.Finding {
	f := finding(id, "", value)
	f.Margin, f.HasMargin = margin, true
	return f
}

const file = `roomsim baseline 1
options --seed 7 --set server.fanout=101ms

case1  seed 1, profile zego
  T4: pass  none

case2  seed 1, profile zego
  T4': pass  T4' = T3 + 89.820s  margin +0.820s
  exact: pass  L0 = T0 + 0.000s  margin 0.000s
  id "of two: words": fail  T5 = T3 - 0.001s  margin -9.180s
  "T1 ≈ T0 + \"120ms\"": inconclusive  T1 may still come
  "T1 ≈ T0 + \"120ms\"" (2): pass  3 in all
`

func book() *baseline.Book {
	b := &baseline.Book{Options: "--seed 7 --set server.fanout=101ms"}
	failed := near("of two: words", "T5 = T3 - 0.001s", -9180e6)
	failed.Verdict = expect.Fail
	open := finding("", `T1 ≈ T0 + "120ms"`, "T1 may still come")
	open.Verdict = expect.Inconclusive
	b.Accept([]baseline.Page{
		baseline.PageOf("case2", "seed 1, profile zego", []expect.Finding{
			near("T4'", "T4' = T3 + 89.820s", 820e6), near("exact", "L0 = T0 + 0.000s", 0), failed, open,
			finding("", `T1 ≈ T0 + "120ms"`, "3  in\nall"),
		}),
		baseline.PageOf("case1", "seed 1, profile zego", []expect.Finding{finding("T4", "", "none")}),
	})
	return b
}

func TestAFileReadsWellInADiff(t *testing.T) {
	var b strings.Builder
	if err := book().Write(&b); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(file, b.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestReadTakesBackWhatWasWritten(t *testing.T) {
	for _, text := range []string{file, "roomsim baseline 1\noptions none\n"} {
		b, damage := baseline.Read(text)
		if damage != nil {
			t.Fatal(damage)
		}
		if diff := cmp.Diff(text, b.String()); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
	b, _ := baseline.Read(file)
	if diff := cmp.Diff(book(), b); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestDamage(t *testing.T) {
	const start = "roomsim baseline 1\noptions none\n\none  seed 1, profile zego\n"
	for _, tt := range []struct{ name, text, want string }{
		{"nothing", "", `1:1: the file is empty; expected "roomsim baseline 1" first`},
		{"a scenario", "roomsim: 1\n",
			`1:1: this is no baseline that this roomsim reads; expected "roomsim baseline 1"`},
		{"a later format", "roomsim baseline 2\n",
			`1:1: this is no baseline that this roomsim reads; expected "roomsim baseline 1"`},
		{"no options", "roomsim baseline 1\n", `2:1: the file ends too early; expected "options none"`},
		{"other options", "roomsim baseline 1\noption none\n",
			`2:1: no options; expected "options none"`},
		{"a line cut short", start + "  a: pass  none",
			"5:16: the file ends within a line; expected a newline"},
		{"an end behind an empty line", start + "  a: pass  none\n\n",
			"7:1: the file ends behind an empty line; expected a scenario"},
		{"two empty lines", "roomsim baseline 1\noptions none\n\n\n",
			"4:1: a second empty line; expected a scenario"},
		{"a claim without a scenario", "roomsim baseline 1\noptions none\n  a: pass  none\n",
			"3:1: no scenario yet; expected an empty line and a scenario"},
		{"a scenario without a run", "roomsim baseline 1\noptions none\n\none\n",
			"4:1: this is no scenario; expected a line such as case2  seed 1, profile zego"},
		{"a scenario again", start + "\none  seed 1, profile zego\n",
			`6:1: scenario "one" behind "one"; expected each once, in the order of their names`},
		{"a merge left by half", start + "=======\n", "5:1: this is no claim; expected a line " +
			"such as   T4: pass  T4' = T3 + 89.820s  margin +0.820s"},
		{"an open quote", start + `  "a: pass  none` + "\n", "5:1: this is no claim; expected a line " +
			"such as   T4: pass  T4' = T3 + 89.820s  margin +0.820s"},
		{"a wrong verdict", start + "  a: passed  none\n",
			`5:6: verdict "passed"; expected pass, fail or inconclusive`},
		{"no value", start + "  a: pass\n", "5:10: no value; expected a line such as   " +
			"T4: pass  T4' = T3 + 89.820s  margin +0.820s"},
		{"a wrong margin", start + "  a: pass  T1 = T0  margin 1s\n",
			`5:28: margin "1s"; expected one such as +0.820s`},
		{"a margin that was rounded", start + "  a: pass  T1 = T0  margin +1.0s\n",
			`5:28: margin "+1.0s"; expected one such as +0.820s`},
		{"a claim again", start + "  a: pass  none\n  a: pass  none\n", "6:3: claim a again"},
		{"carriage returns alone", strings.ReplaceAll(start, "\n", "\r"),
			`1:1: this is no baseline that this roomsim reads; expected "roomsim baseline 1"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, damage := baseline.Read(tt.text)
			if damage == nil || damage.Error() != tt.want {
				t.Errorf("got %v, want %s", damage, tt.want)
			}
		})
	}
}

func TestCompare(t *testing.T) {
	was := near("a", "T4' = T3 + 89.820s", 820e6)
	for _, tt := range []struct {
		name string
		is   []expect.Finding
		want string
	}{
		{"nothing moved", []expect.Finding{was}, ""},
		{"later", []expect.Finding{near("a", "T4' = T3 + 90.000000001s", 1e9-1)},
			"moved one/a by +0.180000001s\n"},
		{"earlier", []expect.Finding{near("a", "T4' = T3 + 79.820s", -9180e6)},
			"moved one/a by -10.000s\n"},
		{"to the other side of its reference", []expect.Finding{near("a", "T4' = T3 - 0.180s", 0)},
			"moved one/a by -90.000s\n"},
		{"the margin alone", []expect.Finding{near("a", "T4' = T3 + 89.820s", 0)},
			"moved one/a by margin -0.820s\n"},
		{"other words", []expect.Finding{near("a", "T4' never came", 820e6)}, "moved one/a by \n"},
		{"the margin is gone", []expect.Finding{finding("a", "", "T4' = T3 + 89.820s")},
			"moved one/a by \n"},
		{"another claim", []expect.Finding{was, finding("b", "", "none")}, "new one/b by \n"},
		{"renamed", []expect.Finding{near("c", "T4' = T3 + 89.820s", 820e6)},
			"new one/c by \ngone one/a by \n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := &baseline.Book{}
			b.Accept([]baseline.Page{baseline.PageOf("one", "seed 1", []expect.Finding{was}),
				baseline.PageOf("two", "seed 1", nil)})
			if diff := cmp.Diff(tt.want, changes(b, baseline.PageOf("one", "seed 1", tt.is))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func changes(b *baseline.Book, page baseline.Page) string {
	text := ""
	for _, c := range b.Compare([]baseline.Page{page}) {
		text += c.Sort.String() + " " + c.Scenario + "/" + c.Claim + " by " + c.By + "\n"
	}
	return text
}

func TestCompareTellsOfRuns(t *testing.T) {
	b := &baseline.Book{}
	b.Accept([]baseline.Page{{Scenario: "one", Run: "seed 1"}, {Scenario: "two", Run: "seed 1"}})
	pages := []baseline.Page{{Scenario: "one", Run: "seed 2"}, {Scenario: "three", Run: "seed 1"}}
	want := []baseline.Change{{Sort: baseline.Moved, Scenario: "one", Was: "seed 1", Is: "seed 2"},
		{Sort: baseline.New, Scenario: "three", Is: "seed 1"}}
	if diff := cmp.Diff(want, b.Compare(pages)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := b.Others(pages); got != 1 {
		t.Errorf("got %d others, want 1", got)
	}
}

// Counts and the steps of an order move by numbers too.
func TestShifts(t *testing.T) {
	for _, tt := range []struct{ was, is, want string }{
		{"2 in all", "5 in all", "+3"},
		{"first, 0.120s later, 0.100s later", "first, 0.120s later, 0.101s later", "+0.001s"},
		{"first, 0.120s later, 0.100s later", "first, 0.100s later, 0.101s later", "-0.020s, +0.001s"},
		{"first, 0.120s later", "first, nothing", ""},
		{"none", "0.100s after T3", ""},
	} {
		b := &baseline.Book{}
		b.Accept([]baseline.Page{baseline.PageOf("one", "", []expect.Finding{finding("a", "", tt.was)})})
		now := baseline.PageOf("one", "", []expect.Finding{finding("a", "", tt.is)})
		if got := b.Compare([]baseline.Page{now}); len(got) != 1 || got[0].By != tt.want {
			t.Errorf("%s to %s: got %+v, want %s", tt.was, tt.is, got, tt.want)
		}
	}
}

// FuzzRead: whatever is read is written again byte for byte, and nothing breaks.
func FuzzRead(f *testing.F) {
	f.Add(file)
	f.Add("roomsim baseline 1\noptions none\n\none  seed 1\n  id \"a\\\"b\" (3): pass  1 in all\n")
	f.Add("roomsim baseline 1\noptions none\n\none  seed 1\n  \"a\\")
	f.Add(strings.ReplaceAll(file, "\n", "\r\n"))
	f.Fuzz(func(t *testing.T, text string) {
		b, damage := baseline.Read(text)
		if damage != nil {
			if damage.Line < 1 || damage.Col < 1 || damage.Msg == "" {
				t.Errorf("got damage without a place or words: %+v", damage)
			}
			return
		}
		if want := strings.ReplaceAll(text, "\r\n", "\n"); b.String() != want {
			t.Errorf("got %q, want %q", b, want)
		}
		if changes := b.Compare(b.Pages); len(changes) > 0 {
			t.Errorf("got %v, want no change", changes)
		}
	})
}
