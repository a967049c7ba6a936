package export

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios"
	"roomsim/scenarios/spec"
)

// builtIn runs a scenario.
func builtIn(t *testing.T, name string) *timeline.Timeline {
	t.Helper()
	s, err := spec.Load(name, spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w, err := model.New(s.Config)
	if err != nil {
		t.Fatal(err)
	}
	tl, err := w.Run(s.Seed, 0)
	if err != nil {
		t.Fatal(err)
	}
	tl.Scenario, tl.Title = s.Name, s.Title
	return tl
}

func mermaid(t *testing.T, tl *timeline.Timeline) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteMermaid(&b, tl); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// productions are all lines that a diagram may have. A text has no sign of Mermaid's but entities,
// and in notes line breaks.
var productions = func() []*regexp.Regexp {
	const id, text = `([A-Za-z][0-9]*|client[0-9]+|server)`,
		`([\pL\pN .,\-_/()'+=…×◂→]|#[0-9]+;)+`
	var list []*regexp.Regexp
	for _, p := range []string{`sequenceDiagram`, ` +title ` + text, ` +participant ` + id,
		` +participant ` + id + ` as ` + text, ` +` + id + `-[)x]` + id + `: ` + text,
		` +Note over ` + id + `(,` + id + `)?: ` + text + `(<br/>` + text + `)*`,
		` +rect rgba\(128, 128, 128, 0\.2\)`, ` +end`} {
		list = append(list, regexp.MustCompile(`^`+p+`$`))
	}
	return list
}()

// wellDrawn holds a diagram to the productions, its participants and grounds to their beginnings,
// and all of it to Mermaid's bounds.
func wellDrawn(text string) error {
	if n := len([]rune(text)); n > 50000 {
		return fmt.Errorf("%d characters; Mermaid takes 50000", n)
	}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if n := len(lines); n > 2*mostDrawn+30 {
		return fmt.Errorf("%d lines", n)
	}
	open, known := 0, map[string]bool{}
	for i, line := range lines {
		rule := -1
		for k, p := range productions {
			if p.MatchString(line) && rule < 0 {
				rule = k
			}
		}
		words := strings.Fields(line)
		switch rule {
		case -1:
			return fmt.Errorf("line %d matches no production: %q", i+1, line)
		case 2, 3:
			if known[words[1]] {
				return fmt.Errorf("line %d: %s is there already", i+1, words[1])
			}
			known[words[1]] = true
		case 4, 5:
			who, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "Note over "), ":")
			for _, id := range regexp.MustCompile(`-[)x]|,`).Split(who, -1) {
				if !known[id] {
					return fmt.Errorf("line %d: nobody is %q", i+1, id)
				}
			}
		case 6:
			open++
		case 7:
			if open--; open < 0 {
				return fmt.Errorf("line %d ends nothing", i+1)
			}
		}
	}
	if open != 0 {
		return fmt.Errorf("%d grounds have no end", open)
	}
	return nil
}

// drawnAs is what Mermaid shows of a text.
func drawnAs(text string) string {
	return regexp.MustCompile(`#[0-9]+;`).ReplaceAllStringFunc(text, func(e string) string {
		n, _ := strconv.Atoi(e[1 : len(e)-1])
		return string(rune(n))
	})
}

func TestEveryBuiltInScenarioIsADiagram(t *testing.T) {
	for _, name := range scenarios.Names() {
		tl := builtIn(t, name)
		text := mermaid(t, tl)
		if err := wellDrawn(text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if again := mermaid(t, tl); again != text {
			t.Errorf("%s: another diagram the second time", name)
		}
		if len(tl.Marks) <= 20 {
			for _, m := range tl.Marks {
				if d := drawnAs(text); !regexp.MustCompile(`◂ [^<\n]*`+regexp.QuoteMeta(m.Name)).
					MatchString(d) && tl.ByN(m.N).Kind != timeline.Sent {
					t.Errorf("%s: no mark %s in\n%s", name, m.Name, text)
				}
			}
		}
	}
}

// What a reader of case 2 must find.
func TestDiagramOfCase2(t *testing.T) {
	text := drawnAs(mermaid(t, builtIn(t, "case2")))
	for _, want := range []string{
		"participant A as A (alice)\n    participant server\n    participant B as B (bob)\n",
		"A-)server: login 5.000s → 5.050s\n", "A-xserver: login 67.500s lost (device down)\n",
		"network goes down ◂ cut<br/>onRoomStateChanged Reconnecting(1002051) ◂ T3\n",
		"10 × login from A, lost<br/>3 × beat from B, answered\n",
		"onRoomUserUpdate DELETE alice ◂ T4'\n", "    rect rgba(128, 128, 128, 0.2)\n",
		"network comes up ◂ heal\n    end\n", "the end, at 480.000s",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if n := strings.Count(text, "beat 65.120s"); n != 1 || strings.Contains(text, "beat 95") {
		t.Error("the last beat of A is drawn, and no other one")
	}
}

// hostile are texts that Mermaid would take for its own.
var hostile = []string{"end", "a; b", "# c", "x: y", "%%{init: {'theme':'dark'}}%%", "%% no",
	"<script>alert(1)</script>", "<br/><img src=x onerror=alert(1)>", "line\nend\nparticipant X",
	"#quot;#59;", "A->>B: hi", "--> -) -x", "$$x^2$$", "[a](javascript:b)", "`code`", `"quoted"`,
	"style: #fff;", "classDef:#1;", "wrap:x", "ﬂ°°60¶ß", "a,b@{x}", "\x1b[2J\u202e", "\xff",
	strings.Repeat("long ", 100)}

func TestStrangersTextsStayTexts(t *testing.T) {
	for _, text := range hostile {
		cast := &timeline.Cast{}
		tl := &timeline.Timeline{Scenario: "s", Title: text, Cast: cast, Total: 3}
		a, u := cast.Clients.Add("end", 0).First, cast.Users.Add(text, 0).First
		room := cast.Rooms.Add(text, 0).First
		tl.Records = []timeline.Record{
			{N: 1, Kind: timeline.Call, Name: timeline.LoginRoom, Who: a, Room: room},
			{N: 2, Kind: timeline.Callback, Name: timeline.OnRoomUserUpdate, Who: a, Room: room, User: u,
				Flag: timeline.Add},
			{N: 3, Kind: timeline.Note, Name: timeline.Remark, Who: a, Arg: tl.Text(text)}}
		tl.Marks = []timeline.Mark{{Name: text, N: 2}}
		got := mermaid(t, tl)
		if err := wellDrawn(got); err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if shown := shortened(timeline.Show(text), longestLine); !strings.Contains(drawnAs(got), shown) {
			t.Errorf("%q is not shown in\n%s", text, got)
		}
		if err := traced(traceOf(t, tl)); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestWhatIsNotADiagram(t *testing.T) {
	for what, text := range map[string]string{
		"a stranger's end":     "sequenceDiagram\n    end\n",
		"a directive":          "sequenceDiagram\n    %%{init: {}}%%\n",
		"nobody's message":     "sequenceDiagram\n    A-)server: x\n",
		"a ground without end": "sequenceDiagram\n    rect rgba(128, 128, 128, 0.2)\n",
		"a second statement":   "sequenceDiagram\n    participant A\n    Note over A: x; end\n",
	} {
		if wellDrawn(text) == nil {
			t.Errorf("%s is let through: %q", what, text)
		}
	}
}

func TestEmptyTimelineIsADiagram(t *testing.T) {
	empty := &timeline.Timeline{Scenario: "x", Cast: &timeline.Cast{}}
	if err := wellDrawn(mermaid(t, empty)); err != nil {
		t.Error(err)
	}
}
