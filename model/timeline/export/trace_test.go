package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"roomsim/model/timeline"
	"roomsim/scenarios"
	"roomsim/sim"
)

func traceOf(t *testing.T, tl *timeline.Timeline) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteTrace(&b, tl); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// event is what the trace event format has, and nothing else.
type event struct {
	Ph, Name, Cat, Bp, S string
	Pid, Tid             int
	Ts, Dur              json.Number
	ID                   uint64
	Args                 json.RawMessage
}

// row is a thread under inspection.
type row struct {
	named bool
	last  *big.Int
	open  int
	until *big.Int // the end of the last complete slice
}

// traced holds a trace to its format: threads and processes have names, times of a thread do not go
// back, slices begin and end, an arrow leaves once and arrives once, both ends within slices.
func traced(text string) error {
	var doc struct {
		TraceEvents     []event
		DisplayTimeUnit string
		OtherData       map[string]string
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&doc); err != nil {
		return err
	}
	processes, rows, flows := map[int]bool{}, map[int]*row{}, map[uint64]*big.Int{}
	arrived := 0
	for i, e := range doc.TraceEvents {
		if e.Ph == "M" {
			switch e.Name {
			case "process_name":
				processes[e.Pid] = true
			case "thread_name":
				rows[e.Tid] = &row{named: processes[e.Pid], last: new(big.Int), until: big.NewInt(-1)}
			}
			continue
		}
		ts, err := nanos(e.Ts)
		if err != nil {
			return fmt.Errorf("event %d: %w", i, err)
		}
		if e.Ph == "C" && processes[e.Pid] {
			continue
		}
		r := rows[e.Tid]
		if r == nil || !r.named || ts.Cmp(r.last) < 0 {
			return fmt.Errorf("event %d: no name, or time goes back: %+v", i, e)
		}
		r.last = ts
		if err := r.take(e, ts, flows, &arrived); err != nil {
			return fmt.Errorf("event %d: %w: %+v", i, err, e)
		}
	}
	for tid, r := range rows {
		if r.open != 0 {
			return fmt.Errorf("thread %d: %d slices have no end", tid, r.open)
		}
	}
	if arrived != len(flows) {
		return fmt.Errorf("%d arrows leave and %d arrive", len(flows), arrived)
	}
	return nil
}

// take takes an event of a thread in.
func (r *row) take(e event, ts *big.Int, flows map[uint64]*big.Int, arrived *int) error {
	within := r.open > 0 || ts.Cmp(r.until) < 0
	switch e.Ph {
	case "B":
		r.open++
	case "E":
		if r.open--; r.open < 0 {
			return errors.New("ends nothing")
		}
	case "X":
		dur, err := nanos(e.Dur)
		if err != nil || dur.Sign() <= 0 {
			return fmt.Errorf("duration %q", e.Dur)
		}
		r.until = new(big.Int).Add(ts, dur)
	case "i":
		if e.S != "t" && e.S != "g" {
			return errors.New("no scope")
		}
	case "s":
		if flows[e.ID] != nil || !within || e.Bp != "e" {
			return errors.New("leaves twice, or from no slice")
		}
		flows[e.ID] = ts
	case "f":
		if flows[e.ID] == nil || !within || flows[e.ID].Cmp(ts) > 0 || e.Bp != "e" {
			return errors.New("did not leave, or arrives in no slice")
		}
		*arrived++
	default:
		return errors.New("unknown phase")
	}
	return nil
}

// nanos reads microseconds that are exact to the nanosecond.
func nanos(micros json.Number) (*big.Int, error) {
	r, ok := new(big.Rat).SetString(micros.String())
	if !ok || strings.ContainsAny(micros.String(), "eE") {
		return nil, fmt.Errorf("no number: %q", micros)
	}
	r.Mul(r, big.NewRat(1000, 1))
	if !r.IsInt() || r.Sign() < 0 {
		return nil, fmt.Errorf("%q µs are no whole nanoseconds", micros)
	}
	return r.Num(), nil
}

func TestEveryBuiltInScenarioIsATrace(t *testing.T) {
	for _, name := range scenarios.Names() {
		tl := builtIn(t, name)
		if testing.Short() && len(tl.Records) > 100_000 {
			continue
		}
		text := traceOf(t, tl)
		if err := traced(text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if n := strings.Count(text, `"s":"g"`); n != len(tl.Marks) {
			t.Errorf("%s: got %d marks, want %d", name, n, len(tl.Marks))
		}
	}
}

// What a reader of case 2 must find.
func TestTraceOfCase2(t *testing.T) {
	text := traceOf(t, builtIn(t, "case2"))
	for _, want := range []string{
		`{"ph":"B","name":"Reconnecting","pid":2,"tid":`, `"ts":65500000,"args":{"n":43,`,
		`{"ph":"B","name":"network down","pid":2,`, `{"ph":"i","name":"T4'","pid":1,`,
		`"reason":"Reconnecting","code":1002051,"cause":42}`,
		`{"ph":"i","name":"onRoomUserUpdate DELETE alice","pid":3,`,
		`"otherData":{"scenario":"case2","title":"A comes back after`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestMicrosecondsAreExact(t *testing.T) {
	for t0, want := range map[int64]string{0: "0", 1: "0.001", 10: "0.01", 999: "0.999",
		1000: "1", 1500: "1.5", 31497196: "31497.196", 2592000000000001: "2592000000000.001"} {
		if got := string(appendMicros(nil, sim.Time(t0))); got != want {
			t.Errorf("%d ns: got %s, want %s", t0, got, want)
		}
	}
}

func TestWhatIsNotATrace(t *testing.T) {
	const head = `{"traceEvents":[{"ph":"M","name":"process_name","pid":1,"tid":0},` +
		`{"ph":"M","name":"thread_name","pid":1,"tid":1},`
	for what, events := range map[string]string{
		"a slice without end":   `{"ph":"B","name":"x","pid":1,"tid":1,"ts":1}`,
		"an end of nothing":     `{"ph":"E","pid":1,"tid":1,"ts":1}`,
		"a thread without name": `{"ph":"i","name":"x","pid":1,"tid":2,"ts":1,"s":"t"}`,
		"time that goes back": `{"ph":"i","name":"x","pid":1,"tid":1,"ts":2,"s":"t"},` +
			`{"ph":"i","name":"x","pid":1,"tid":1,"ts":1,"s":"t"}`,
		"an arrow from nowhere": `{"ph":"s","name":"x","pid":1,"tid":1,"ts":1,"bp":"e","id":1}`,
		"an arrow that never lands": `{"ph":"B","name":"x","pid":1,"tid":1,"ts":1},` +
			`{"ph":"s","name":"x","pid":1,"tid":1,"ts":1,"bp":"e","id":1},{"ph":"E","pid":1,"tid":1,"ts":1}`,
		"a slice that lasts no time": `{"ph":"X","name":"x","pid":1,"tid":1,"ts":1,"dur":0}`,
		"half a nanosecond":          `{"ph":"i","name":"x","pid":1,"tid":1,"ts":1.0005,"s":"t"}`,
	} {
		if traced(head+events+"]}") == nil {
			t.Errorf("%s is let through", what)
		}
	}
}

func TestAFullDiskIsAnError(t *testing.T) {
	tl := builtIn(t, "case2")
	full := errors.New("no space left on device")
	for what, write := range map[string]error{"mermaid": WriteMermaid(failing{full}, tl),
		"trace": WriteTrace(failing{full}, tl)} {
		if !errors.Is(write, full) {
			t.Errorf("%s: got %v, want %v", what, write, full)
		}
	}
}

// failing is a writer that cannot write.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
