package page

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"roomsim/model"
	"roomsim/plots"
	"roomsim/scenarios"
	"roomsim/scenarios/expect"
	"roomsim/scenarios/spec"
)

// builtIn runs a built-in scenario.
func builtIn(t *testing.T, name string) *Scenario {
	t.Helper()
	e, err := spec.Load(name, spec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w, err := model.New(e.Config)
	if err != nil {
		t.Fatal(err)
	}
	tl, err := w.Run(e.Seed, 0)
	if err != nil {
		t.Fatal(err)
	}
	s := &Scenario{Timeline: tl, Waits: e.Config.Settings.Waits(), Source: e.Source,
		Again: "roomsim run " + name}
	for _, f := range expect.Check(e.Claims, e.Config.Marks, tl) {
		c := f.Cells()
		s.Claims = append(s.Claims, Claim{Verdict: c[0], Text: c[1], Source: f.Claim.Source,
			Why: f.Claim.Why, Want: f.Want, Got: c[2], Margin: c[3], Records: []uint32{1}})
	}
	return s
}

// written gives the page of scenarios.
func written(t *testing.T, list ...*Scenario) string {
	t.Helper()
	var p Page
	for _, s := range list {
		if err := p.Add(s, plots.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if _, err := p.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// parsed reads a page as browsers do and calls a function for each element.
func parsed(t *testing.T, page string, each func(*html.Node, map[string]string)) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		attributes := make(map[string]string)
		for _, a := range n.Attr {
			attributes[a.Key] = a.Val
		}
		each(n, attributes)
	}
}

// Every page of a built-in scenario is small enough, refers to what it has, and loads nothing.
func TestPagesOfTheBuiltInScenarios(t *testing.T) {
	for _, name := range scenarios.Names() {
		s := builtIn(t, name)
		page := written(t, s)
		if len(page) > Most {
			t.Errorf("%s: %d bytes, want at most %d", name, len(page), Most)
		}
		holds(t, name, page)
	}
}

func holds(t *testing.T, name, page string) {
	t.Helper()
	ids := make(map[string]int)
	var named []string // by references
	records, told := make(map[string]bool), 0
	parsed(t, page, func(n *html.Node, a map[string]string) {
		if id, ok := a["id"]; ok {
			ids[id]++
		}
		for _, key := range [...]string{"aria-controls", "aria-labelledby", "aria-describedby"} {
			if id, ok := a[key]; ok {
				named = append(named, id)
			}
		}
		for key, value := range a {
			if i := strings.Index(value, "url(#"); i >= 0 {
				named = append(named, strings.TrimSuffix(value[i+5:], ")"))
			}
			if strings.HasPrefix(key, "on") || key == "src" || key == "style" {
				t.Errorf("%s: attribute %s of %s", name, key, n.Data)
			}
		}
		if href, ok := a["href"]; ok && strings.HasPrefix(href, "#") {
			named = append(named, href[1:])
		} else if ok {
			t.Errorf("%s: a link to %q", name, href)
		}
		if n.Data == "tr" && a["data-k"] != "" {
			records[n.FirstChild.FirstChild.Data] = true
		}
		if a["data-n"] != "" {
			told++
		}
	})
	for id, times := range ids {
		if times > 1 {
			t.Errorf("%s: %d elements have id %q", name, times, id)
		}
	}
	for _, id := range named {
		if ids[id] == 0 {
			t.Errorf("%s: nothing has id %q", name, id)
		}
	}
	if len(records) == 0 || told == 0 {
		t.Errorf("%s: %d records, %d elements that tell of one", name, len(records), told)
	}
}

// The classes that elements have are those of the style.
func TestEveryClassHasARule(t *testing.T) {
	page := written(t, builtIn(t, "case3"), builtIn(t, "cell-outage"))
	style := page[:strings.Index(page, "</style>")]
	classes := regexp.MustCompile(`class="?(c[0-9a-z]{1,2})[ ">]`)
	for _, class := range classes.FindAllStringSubmatch(page, -1) {
		if !strings.Contains(style, "."+class[1]+"{") {
			t.Errorf("no rule for %s", class[1])
		}
	}
	holds(t, "two", page)
}

// What stands in the page is chosen so that no chain of a claim is cut short.
func TestLargeRunsKeepWhatIsAnsweredFor(t *testing.T) {
	s := builtIn(t, "cell-outage")
	last := s.Timeline.Marks[len(s.Timeline.Marks)-1].N
	page := written(t, s)
	for r := s.Timeline.ByN(last); r != nil; r = s.Timeline.ByN(r.Cause) {
		if !strings.Contains(page, "><td>"+strconv.FormatUint(uint64(r.N), 10)+"<td>") {
			t.Errorf("record %d, which led to a mark, is left out", r.N)
		}
	}
	if !strings.Contains(page, "records are left out; the others are") {
		t.Error("the page does not say that records are left out")
	}
	if small := written(t, builtIn(t, "case1")); strings.Contains(small, "records are left out; ") {
		t.Error("the page of case 1 leaves records out")
	}
}

func TestTheScriptIsSmall(t *testing.T) {
	if n := len(lean()); n > 8<<10 {
		t.Errorf("the script has %d bytes, want at most %d", n, 8<<10)
	}
}

func TestSameBytesTwice(t *testing.T) {
	one, two := written(t, builtIn(t, "nine-weathers")), written(t, builtIn(t, "nine-weathers"))
	if one != two {
		t.Error("two pages of one run differ")
	}
}

// Whatever a run names, the page has the elements of any other one.
func TestHostileTexts(t *testing.T) {
	const attack = `"'><script>alert(1)</script><img src=x onerror=alert(2)>` + "\x1b[2J\u202e"
	s := builtIn(t, "case2")
	s.Timeline.Title, s.Source, s.Again = attack, attack, attack
	s.Timeline.Marks[0].Name = attack
	s.Claims[0] = Claim{Verdict: "fail", Text: attack, Source: attack, Why: attack, Want: attack,
		Got: attack, Margin: attack}
	page := written(t, s)
	var found []string
	parsed(t, page, func(n *html.Node, a map[string]string) {
		if n.Data == "script" || n.Data == "img" {
			found = append(found, n.Data)
		}
	})
	if !slices.Equal(found, []string{"script"}) {
		t.Errorf("got elements %q, want our script", found)
	}
	if strings.ContainsAny(page, "\x1b\u202e") {
		t.Error("a control character is written as it is")
	}
	holds(t, "hostile", page)
}
