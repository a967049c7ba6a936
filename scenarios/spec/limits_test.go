package spec

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"roomsim/model"
)

const head = "roomsim: 1\nname: hostile\nend: 8m\n"

// hostile are shapes that would take a machine if the bounds did not hold, filled up to 1 MiB.
var hostile = []struct {
	name, before, again, want string
}{
	{"brackets", "", "[", "nested deeper than 64 levels"},
	{"braces", "", "{a: ", "nested deeper than 64 levels"},
	{"dashes", "", "- ", "nested deeper than 64 levels"},
	{"questions", "", "? ", "nested deeper than 64 levels"},
	{"empty lists", head + "clients: [", "[],", "the file ends too early"},
	{"empty mappings", head + "clients: [", "{},", "the file ends too early"},
	{"empty texts", head + "clients: [", `"",`, "the file ends too early"},
	{"keys", head + "clients:\n", "  a: \n", "the file has more than 200000 nodes (the bound)"},
	{"comments", head + "clients:\n", "  - a #c\n", `clients: expected a mapping`},
	{"aliases", head + "clients: {A: &a {user: x}}\nlinks:\n", "- *a\n",
		"aliases expand to more than"},
	{"anchors", "", "&a b\n", "a scenario is a mapping, this is text"},
	{"documents", "", "---\n", "a second document starts here"},
	{"bad claims", head + "clients: {A: {}}\nclaims:\n", "  - T0 < T1\n",
		`no mark "T0"; there are none`},
	{"one long line", "{roomsim: 1, name: x, end: 8m, clients: {A: {}}, claims: [", `"T0 < T1",`,
		"the file ends too early; expected a value"},
	{"bad bytes", head + "title: a title that is long enough to be a text\n# ", "\xff",
		"byte 0xff is not UTF-8"},
}

// Hostile files of 1 MiB are refused, and take little memory: the garbage of the reading is bounded
// too, which also bounds the time.
func TestHostileFiles(t *testing.T) {
	for _, h := range hostile {
		text := h.before + strings.Repeat(h.again, (maxBytes-len(h.before))/len(h.again))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Parse("hostile.yaml", []byte(text), Options{})
		runtime.ReadMemStats(&after)
		if err == nil || !strings.Contains(err.Error(), h.want) {
			t.Errorf("%s: got %.300v, want %s", h.name, err, h.want)
		}
		if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 200 {
			t.Errorf("%s: got %d MB allocated, want at most 200", h.name, mb)
		}
	}
}

// Large files within the bounds are read like others: no part of the reading takes the square of
// their size.
func TestLargeFiles(t *testing.T) {
	var clients, actions strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&clients, "  c%d: {}\n", i)
	}
	for range 20_000 {
		actions.WriteString("  - {at: 5s, client: A, network: switch}\n")
	}
	for _, text := range []string{head + "clients:\n" + clients.String(),
		smallest + "script:\n" + actions.String()} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		s, err := Parse("large.yaml", []byte(text), Options{})
		runtime.ReadMemStats(&after)
		if err != nil {
			t.Fatal(err)
		}
		if n := s.Config.Cast.Clients.Len() + len(s.Config.Actions); n < 20_001 {
			t.Errorf("got %d clients and actions, want all of them", n)
		}
		if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 200 {
			t.Errorf("%.40s: got %d MB allocated, want at most 200", text, mb)
		}
	}
}

// hostileWeather is weather that grows out of few nodes, as often as these are allowed.
var hostileWeather = []struct {
	again, want string
	times       int
}{
	{"- {at: 0,link: A,over: 10s,step: 1ms,ramp: {from: {loss: 0,rate: 1bit}," +
		"to: {loss: 1,rate: 9bit}}}\n",
		"weather changes more than 100000 times in this file (the bound)", 8000},
	{"- {at: 0,link: A,set: {weather: lift}}\n",
		"weather changes more than 100000 times in this file (the bound)", 22_000},
	{"- {at: 0,link: A,set: {weather: 3g}}\n", "", 22_000},
	{"- {at: 0,link: A,set: {delay: {law: exponential,mean: 0}}}\n",
		"exponential: mean must be more than 0", 15_000},
	{"- {at: 0,link: A,set: {loss: 90%,burst: 2,drop: [1,1]}}\n", "a loss of 90% comes in", 12_000},
	{"- {at: 0,link: A,schedule: [{after: 0,loss: 0,rate: 1bit},{after: 0,loss: 1}]}\n",
		"0s is not after the row before (0s)", 7000},
	{"- {at: 0,link: A,schedule: [{after: 0,drop: [" + strings.Repeat("1,", 90_000) + "]}" +
		strings.Repeat(",{after: 0,loss: 0}", 15_000) + "]}\n",
		"drop: 1 is not more than the 1 before it", 1},
	{"- {at: 0,link: A,schedule: [{after: 0,drop: [" + many(60_000) + "]}" + rows(15_000) + "]}\n",
		"", 1},
	{"- {at: 0,link: A,schedule: x.csv}\n", "a file can be named only in a scenario", 28_000},
}

// many lists the numbers from 1.
func many(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d,", i+1)
	}
	return b.String()
}

// rows are rows of a schedule, but for the first.
func rows(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ",{after: %ds,loss: 0}", i+1)
	}
	return b.String()
}

func TestHostileWeather(t *testing.T) {
	for _, h := range hostileWeather {
		text := head + "clients: {A: {}}\nscript:\n" + strings.Repeat(h.again, h.times)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Parse("hostile.yaml", []byte(text), Options{})
		runtime.ReadMemStats(&after)
		if h.want == "" && err != nil || h.want != "" &&
			(err == nil || !strings.Contains(err.Error(), h.want)) {
			t.Errorf("%.80s: got %.300v, want %s", h.again, err, h.want)
		}
		if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 200 {
			t.Errorf("%.80s: got %d MB allocated, want at most 200", h.again, mb)
		}
	}
}

// Reading a scenario is a small part of a cold start.
func TestLoadingIsCheap(t *testing.T) {
	if got := testing.AllocsPerRun(10, func() { _, _ = Load("case1", Options{}) }); got > 6000 {
		t.Errorf("got %.0f allocations, want at most 6000", got)
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load("case2", Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// FuzzParse: no text makes the reader panic; every problem has its place inside the text; an error
// names at least one problem; and the same text says the same twice.
func FuzzParse(f *testing.F) {
	f.Add(every)
	f.Add(smallest)
	f.Add(head + "clients: {A: &a {user: *a}}\n")
	f.Add("\ufeffroomsim: 1\r\nname: \"\\u202e\"\r\n")
	f.Add(everyWeather)
	for _, c := range linkCases {
		f.Add(smallest + "links: {A.up: {" + c.keys + "}}\n")
	}
	f.Add(head + "clients: {A: {count: 3}}\n" +
		"script: [{at: T0 + 1s, client: A-2, network: up, mark: T0}]\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse("f", []byte(text), Options{})
		if err == nil {
			c := s.Config
			accepts(t, "scenario", text)
			if c.Cast.Clients.Len() != len(c.UserOf) || s.Name == "" || c.End <= 0 {
				t.Fatalf("half a scenario: %+v", s)
			}
			if c.Cast.Clients.Len() > 1000 {
				return
			}
			if _, err := model.New(c); err != nil {
				t.Fatalf("accepted, and no world can be built of it: %v", err)
			}
			return
		}
		problems := err.(*Problems)
		if len(problems.List) == 0 || len(problems.List) > MostProblems {
			t.Fatalf("got %d problems", len(problems.List))
		}
		src := &source{text: strings.TrimPrefix(text, bom)}
		for _, p := range problems.List {
			if p.Line > 0 && (p.Line > len(src.lines()) || p.Col < 1 ||
				p.Col > len([]rune(src.line(p.Line)))+1) {
				t.Errorf("outside the text: %s", p)
			}
			if p.File == "" || p.Msg == "" || strings.ContainsAny(p.String(), "\n\x1b\x00") {
				t.Errorf("unfit to be shown: %q", p.String())
			}
			p.Caret()
		}
		if _, again := Parse("f", []byte(text), Options{}); again.Error() != err.Error() {
			t.Errorf("got %s, then %s", err, again)
		}
	})
}

// Many warnings do not hide what is wrong.
func TestErrorsAmongWarnings(t *testing.T) {
	text := smallest + "script:\n" +
		strings.Repeat("  - {at: 0s, link: A, set: {loss: 20%, burst: 1}}\n", 3*MostProblems) +
		"  - {at: 0s, link: A, set: {loss: 2}}\n" +
		strings.Repeat("  - {at: 0s, link: A, set: {loss: 20%, burst: 1}}\n", maxKept)
	_, err := Parse("f", []byte(text), Options{})
	if err == nil || !strings.Contains(err.Error(), "f:156:") {
		t.Errorf("got %v, want the line that is wrong", err)
	}
}
