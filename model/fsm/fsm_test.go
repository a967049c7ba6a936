package fsm

import (
	"bytes"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the goldens anew; then read the diff")

type state uint8

const (
	locked state = iota
	unlocked
	broken
)

type input uint8

const (
	coin input = iota
	push
	kick
)

func turnstile() Machine[state, input, string] {
	return Machine[state, input, string]{
		Start:  locked,
		States: []string{"Locked", "Unlocked", "Broken"},
		Inputs: []string{"Coin", "Push", "Kick"},
		Rows: []Row[state, input, string]{
			{From: locked, On: coin, To: unlocked, Do: "unlock", Fact: "F1"},
			{From: locked, On: push, To: locked, Do: "buzz", Fact: "F2"},
			{From: locked, On: kick, To: broken, Outside: true},
			{From: unlocked, On: coin, To: unlocked, Do: "thank", Fact: "F3", Outside: true},
			{From: unlocked, On: push, To: locked, Do: "lock", Fact: "F1"},
		},
		Ignored: []Pair[state, input]{{unlocked, kick}, {broken, coin}, {broken, push}, {broken, kick}},
		Does:    func(s string) string { return s },
	}
}

// build makes the turnstile's table after a change.
func build(t *testing.T, change func(*Machine[state, input, string])) *Table[state, input, string] {
	t.Helper()
	m := turnstile()
	if change != nil {
		change(&m)
	}
	table, err := New(m)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestStep(t *testing.T) {
	table := build(t, nil)
	for k := range table.Len() {
		want := turnstile().Rows[k]
		row, index, ok := table.Step(want.From, want.On)
		if !ok || index != k || *row != want || table.Row(k) != want {
			t.Errorf("row %d: got %v %d %v, want %v", k, row, index, ok, want)
		}
	}
	for _, p := range turnstile().Ignored {
		if row, _, ok := table.Step(p.From, p.On); ok || row != nil {
			t.Errorf("%v: got %v, want it ignored", p, row)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("an input that does not exist: want a panic")
		}
	}()
	table.Step(locked, kick+1)
}

func TestNewNamesWhatIsWrong(t *testing.T) {
	type machine = Machine[state, input, string]
	tests := []struct {
		what   string
		change func(*machine)
		want   string
	}{
		{"nothing", func(*machine) {}, ""},
		{"a duplicate row", func(m *machine) { m.Rows = append(m.Rows, m.Rows[1]) },
			"rows 1 and 5: both Locked on Push"},
		{"a missing pair", func(m *machine) { m.Rows = m.Rows[:4] },
			"Unlocked on Push: no row, and not declared ignored"},
		{"a pair that is ignored and has a row", func(m *machine) { m.Ignored[0].On = push },
			"row 4: Unlocked on Push is also declared ignored\n" +
				"Unlocked on Kick: no row, and not declared ignored"},
		{"a pair that is ignored twice", func(m *machine) { m.Ignored = append(m.Ignored, m.Ignored[0]) },
			"Unlocked on Kick is declared ignored twice"},
		{"an unreachable state", func(m *machine) { m.Rows[2].To = locked },
			"state Broken: no rows lead to it from Locked"},
		{"unreachable from another start", func(m *machine) { m.Start = broken },
			"state Locked: no rows lead to it from Broken\nstate Unlocked: no rows lead to it from Broken"},
		{"a state without a name", func(m *machine) { m.Rows[2].To = 7 },
			"row 2: state 0 on input 2 to state 7; there are 3 states, 3 inputs"},
		{"an ignored input without a name", func(m *machine) { m.Ignored[0].On = 9 },
			"ignored: state 1 on input 9; there are 3 states, 3 inputs"},
		{"a start without a name", func(m *machine) { m.Start = 3 },
			"the start is state 3; expected less than 3"},
		{"no states", func(m *machine) { m.States = nil },
			"0 states, 3 inputs; expected 1 to 256 of each"},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			m := turnstile()
			tt.change(&m)
			got := ""
			if _, err := New(m); err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestATableIsItsOwn(t *testing.T) {
	m := turnstile()
	table, err := New(m)
	if err != nil {
		t.Fatal(err)
	}
	m.Rows[0].To = broken
	if got := table.Row(0).To; got != unlocked {
		t.Errorf("got %d, want %d: the table changed with the rows it was made from", got, unlocked)
	}
}

func TestUnusedRows(t *testing.T) {
	table := build(t, nil)
	hits := make([]uint64, table.Len())
	s := locked
	for _, in := range []input{push, coin, push, coin, coin} {
		if row, k, ok := table.Step(s, in); ok {
			hits[k]++
			s = row.To
		}
	}
	if got, want := table.Unused(hits), []string{"Locked on Kick"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestStepAllocatesNothing(t *testing.T) {
	table := build(t, nil)
	if n := testing.AllocsPerRun(100, func() { table.Step(unlocked, push) }); n != 0 {
		t.Errorf("got %v allocations, want 0", n)
	}
}

func drawings(table *Table[state, input, string]) map[string]func(io.Writer) error {
	return map[string]func(io.Writer) error{"txt": table.WriteText, "md": table.WriteMarkdown,
		"mmd": table.WriteMermaid, "dot": table.WriteDOT}
}

func draw(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDrawings(t *testing.T) {
	for ending, write := range drawings(build(t, nil)) {
		path := filepath.Join("testdata", "turnstile."+ending)
		got := draw(t, write)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", path, got, want)
		}
	}
}

func TestDrawingsWithoutEffectsAndMarks(t *testing.T) {
	table := build(t, func(m *Machine[state, input, string]) {
		m.Does = nil
		for i := range m.Rows {
			m.Rows[i].Outside = false
		}
	})
	for ending, write := range drawings(table) {
		if got := draw(t, write); strings.Contains(got, legend) || strings.Contains(got, "unlock\n") {
			t.Errorf("%s: got a legend or an effect:\n%s", ending, got)
		}
	}
}

const nasty = "a\"b;c|d`e<f>]\n\x1b\\#{}:: -->%%\u202e*_[x](y) é"

func TestNamesAreEscaped(t *testing.T) {
	table := build(t, func(m *Machine[state, input, string]) {
		m.States[0], m.Inputs[0], m.Rows[0].Do, m.Rows[0].Fact = nasty, nasty, nasty, nasty
	})
	want := map[string]string{
		"txt": "a\"b;c|d`e<f>]  \\#{}:: -->%% *_[x](y) é  a",
		"md":  "| a\"b;c\\|d\\`e&#60;f&#62;\\]  \\\\\\#{}:: --&#62;%% \\*\\_\\[x\\](y) é |",
		"mmd": `state "a#34;b#59;c#124;d#96;e#60;f#62;#93;  #92;#35;#123;#125;#58;#58; --#62;#37;#37; ` +
			`#42;_#91;x#93;(y) é" as s0`,
		"dot": `s0 [label="a\"b;c|d` + "`" + `e<f>]\n \\#{}:: -->%% *_[x](y) é"]`,
	}
	lines := map[string]int{}
	for ending, write := range drawings(build(t, nil)) {
		lines[ending] = strings.Count(draw(t, write), "\n")
	}
	for ending, write := range drawings(table) {
		got := draw(t, write)
		if !strings.Contains(got, want[ending]) {
			t.Errorf("%s: got\n%s\nwant in it\n%s", ending, got, want[ending])
		}
		if n := strings.Count(got, "\n"); n != lines[ending] {
			t.Errorf("%s: got %d lines, want %d: a name broke out of its own", ending, n, lines[ending])
		}
		if strings.ContainsAny(got, "\x1b\u202e") {
			t.Errorf("%s: a control character came through", ending)
		}
	}
}

// Graphviz itself reads the graph, where it is installed.
func TestGraphvizReadsTheGraph(t *testing.T) {
	dot, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("dot is not installed")
	}
	table := build(t, func(m *Machine[state, input, string]) {
		m.States[0], m.Inputs[0] = nasty, nasty
	})
	cmd := exec.Command(dot, "-Tdot")
	cmd.Stdin = strings.NewReader(draw(t, table.WriteDOT))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}
