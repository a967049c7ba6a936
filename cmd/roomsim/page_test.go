package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// pageOf writes a page about scenarios.
func pageOf(t *testing.T, words ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.html")
	words = append(append([]string{"report"}, words...), "-o", file)
	if _, stderr, code := roomsim(t, nil, words...); code != 0 || stderr != "" {
		t.Fatalf("got exit code %d and %q, want 0 and silence", code, stderr)
	}
	return file
}

// TestPage shows pages in a real browser and uses them as people do.
func TestPage(t *testing.T) {
	if testing.Short() {
		t.Skip("short: a browser is not what the race detector looks for")
	}
	t.Parallel()
	b := browse(t)
	one, three := pageOf(t, "case2"), pageOf(t, "case1", "case2", "case3")
	hostile := filepath.Join(t.TempDir(), "hostile.yaml")
	if err := os.WriteFile(hostile, []byte(attacked()), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, file, fragment string
		width                int64
		use                  func(*browser)
	}{
		{"it looks well in light and in dark", one, "", 1600, looks},
		{"pointing at something says what it is", one, "", 1300, pointing},
		{"a click tells what led to it", one, "", 1300, clicking},
		{"the address keeps what was asked", one, "#r84", 1300, addressed},
		{"a claim shows its records", one, "", 1300, claiming},
		{"zoom stretches time and leaves texts as they are", one, "", 1300, zooming},
		{"the wheel, a drag and two fingers move the chart", one, "", 1300, moving},
		{"boxes hide actors and kinds", one, "", 1300, filtering},
		{"the table is searched", one, "", 1300, searching},
		{"keys are enough", one, "", 1300, typing},
		{"it prints all there is", three, "", 1300, printing},
		{"several scenarios are shown one at a time", three, "", 1300, choosing},
		{"a phone has room for it", one, "", 400, phoning},
		{"names from strangers are only names", pageOf(t, hostile), "", 1300, attackedPage},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.in(t).open(c.file, c.fragment, c.width, 900)
			c.use(b)
			b.calm()
		})
	}
}

func looks(b *browser) {
	b.shot("light")
	b.media("", "dark")
	b.settle()
	b.shot("dark")
	paper := `getComputedStyle(document.body).backgroundColor`
	if got := js[string](b, paper); got != "rgb(18, 23, 29)" {
		b.t.Errorf("dark paper is %s", got)
	}
	js[bool](b, `!!($("#theme")[0].value = "light")`)
	if got := js[string](b, paper); got != "rgb(255, 255, 255)" {
		b.t.Errorf("light by choice: paper is %s", got)
	}
	js[bool](b, `!!($("#theme")[0].value = "dark")`)
	b.media("", "light")
	if got := js[string](b, paper); got != "rgb(18, 23, 29)" {
		b.t.Errorf("dark by choice: paper is %s", got)
	}
}

// middle is where the first element of a selector stands in the window.
func middle(b *browser, selector string) (x, y float64) {
	b.t.Helper()
	at := js[[]float64](b, fmt.Sprintf(`(() => { const e = $(%q)[0];
		(e.closest('.frame') ?? e).scrollIntoView({block: 'center'});
		const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]; })()`,
		selector))
	return at[0], at[1]
}

// click clicks into the middle of the first element of a selector.
func (b *browser) click(selector string) {
	b.t.Helper()
	x, y := middle(b, selector)
	b.do(chromedp.MouseClickXY(x, y))
	b.settle()
}

// focus gives the first element of a selector the keyboard.
func (b *browser) focus(selector string) {
	b.t.Helper()
	js[bool](b, fmt.Sprintf(`!$(%q)[0].focus()`, selector))
}

// text is what an element says, without the blanks around it.
func text(b *browser, selector string) string {
	b.t.Helper()
	return strings.TrimSpace(js[string](b, fmt.Sprintf(`$(%q)[0].innerText`, selector)))
}

const deleted = `use[data-n="84"]` // B hears DELETE alice

func pointing(b *browser) {
	x, y := middle(b, deleted)
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
	b.settle()
	want := "155.320s #84 B onRoomUserUpdate DELETE alice ◂ T4'\nafter #83"
	if got := text(b, "#tip"); got != want {
		b.t.Errorf("got %q, want %q", got, want)
	}
	b.shot("tip")
	_, y = middle(b, ".chart")
	b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 5, y))
	b.settle()
	if !js[bool](b, `$('#tip')[0].hidden`) {
		b.t.Error("the tip stays behind")
	}
}

// chain lists the numbers of the records that the page tells of.
func chain(b *browser) []int {
	b.t.Helper()
	return js[[]int](b, `$('section:not([hidden]) .chain a').map(a => +a.textContent.slice(1))`)
}

var causes = []int{84, 83, 82, 81, 39, 38, 37, 17, 16, 15, 14, 13, 12, 10}

func clicking(b *browser) {
	b.click(deleted)
	addressed(b)
	b.keys(kb.Escape)
	if got := js[string](b, `location.hash`); got != "#case2" {
		b.t.Errorf("after Esc the address ends in %q", got)
	}
	if got := js[int](b, `$('.told, .in, .chain:not([hidden])').length`); got != 0 {
		b.t.Errorf("after Esc %d elements are still chosen", got)
	}
}

func addressed(b *browser) {
	if got := js[string](b, `location.hash`); got != "#r84" {
		b.t.Errorf("the address ends in %q, want #r84", got)
	}
	if got := chain(b); !slices.Equal(got, causes) {
		b.t.Errorf("got %v, want %v", got, causes)
	}
	steps, _, _ := roomsim(b.t, nil, "run", "case2", "--why", "84")
	words := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	if got, want := words(text(b, ".chain ol")), words(steps); got != want {
		b.t.Errorf("got %q, want what run --why says: %q", got, want)
	}
	if got := js[int](b, `$('.time .in').length`); got < 10 {
		b.t.Errorf("%d elements of the chart stand out, want those of the chain", got)
	}
	b.shot("chain")
}

func claiming(b *browser) {
	b.click(`.claims tr:nth-child(5) button`)
	if got, want := chain(b), []int{43, 84}; !slices.Equal(got, want) {
		b.t.Errorf("got %v, want %v", got, want)
	}
	if got := text(b, ".chain h3"); got != "T4: T4' ≈ T3 + 90s ± 1s" {
		b.t.Errorf("got %q", got)
	}
}

// labels are the texts of the chart that go with time: where they begin, their width and height.
const labels = `boxes('.time text').map(r => [r.left, r.top, r.width, r.height])`

func zooming(b *browser) {
	before := js[[][]float64](b, labels)
	b.click(`button[value="+"]`)
	b.click(`button[value="+"]`)
	after := js[[][]float64](b, labels)
	moved := 0
	for i := range before {
		if before[i][2]-after[i][2] > 0.1 || after[i][3] != before[i][3] {
			b.t.Errorf("text %d was %v, is %v: another size", i, before[i], after[i])
		}
		if after[i][0] != before[i][0] {
			moved++
		}
	}
	if moved < len(before)/2 {
		b.t.Errorf("%d of %d texts moved", moved, len(before))
	}
	for i, one := range after {
		for _, two := range after[i+1:] {
			if one[0]+2 < two[0]+two[2] && two[0]+2 < one[0]+one[2] &&
				one[1]+4 < two[1]+two[3] && two[1]+4 < one[1]+one[3] {
				b.t.Errorf("zoomed, text %v meets %v", one, two)
			}
		}
	}
	b.shot("zoomed")
	b.click(`button[value="0"]`)
	if got := js[[][]float64](b, labels); got[0][0] != before[0][0] {
		b.t.Error("reset does not bring the chart back")
	}
}

// across is where the mark of B's DELETE is in the window.
func across(b *browser) float64 {
	b.t.Helper()
	return js[float64](b, fmt.Sprintf(`boxes('%s')[0].left`, deleted))
}

func moving(b *browser) {
	x, y := middle(b, deleted)
	wheel := func(options ...chromedp.MouseOption) {
		b.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, x, y, options...))
		b.settle()
	}
	scroll := func(dx, dy float64) chromedp.MouseOption {
		return func(p *input.DispatchMouseEventParams) { p.DeltaX, p.DeltaY = dx, dy }
	}
	ctrl := func(p *input.DispatchMouseEventParams) { p.Modifiers = int64(kb.ModifierCtrl) }
	// The page hears of whole pixels: what stands a part of one beside the pointer moves away from it.
	beside := x - math.Floor(x)
	at := across(b) + beside*(math.Exp(2)-1)
	wheel(scroll(0.1, -600), ctrl)
	if now := across(b); now-at > 1 || at-now > 1 {
		b.t.Errorf("what is under the pointer went to %f, want %f", now, at)
	}
	if n := js[int](b, `document.querySelectorAll('.place:not([hidden])').length`); n != 1 {
		b.t.Error("no bar says which part is seen")
	}
	b.do(chromedp.DragAndDropXY(x, y+30, x-200, y+30, 5))
	b.settle()
	if now := across(b); at-now < 195 || at-now > 205 {
		b.t.Errorf("dragged by 200: went from %f to %f", at, now)
	}
	if n := js[string](b, `location.hash`); n != "" {
		b.t.Errorf("the drag counts as a click: %s", n)
	}
	wheel(scroll(-200, 0.1))
	if now := across(b); now-at > 5 || at-now > 5 {
		b.t.Errorf("wheeled back by 200: is at %f, want %f", now, at)
	}
	width := `boxes('.bars path').reduce((w, r) => w + r.width, 0)`
	before := js[float64](b, width)
	js[bool](b, `(() => { const c = $('.chart')[0], r = c.getBoundingClientRect();
		const send = (type, id, x) => c.dispatchEvent(new PointerEvent(type, {pointerId: id, bubbles: true, clientX: r.left + x, clientY: r.top + 100}));
		c.setPointerCapture = () => {};
		send('pointerdown', 8, 500); send('pointerdown', 9, 600);
		send('pointermove', 8, 450); send('pointermove', 9, 650);
		send('pointerup', 8, 450); send('pointerup', 9, 650); return true; })()`)
	if now := js[float64](b, width); now < before*1.9 || now > before*2.1 {
		b.t.Errorf("fingers twice as far apart: bars are %f long, were %f", now, before)
	}
}

func filtering(b *browser) {
	seen := func(selector string) int {
		return js[int](b, fmt.Sprintf(`seen('%s').length`, selector))
	}
	rows, dots := seen(".records tbody tr"), seen(".time use")
	b.click(`input[name=row][value="1"]`)
	if now := seen(`[data-w="1"]`); now != 0 {
		b.t.Errorf("without A %d groups of its lane are left", now)
	}
	if now := seen(".records tbody tr"); now >= rows || now == 0 {
		b.t.Errorf("without A the table has %d rows, had %d", now, rows)
	}
	b.click(`input[name=row][value="1"]`)
	b.click(`input[value=c]`)
	if now := seen(".time use"); now >= dots {
		b.t.Errorf("without callbacks there are %d dots, were %d", now, dots)
	}
	if seen(".bars path") == 0 {
		b.t.Error("without callbacks there are no bars either")
	}
	b.shot("filtered")
	b.click(`input[value=c]`)
	b.click(`input[name=wire]`)
	if now := seen(".records tbody tr"); now != 193 || text(b, ".count") != "193 of 193" {
		b.t.Errorf("with messages the table has %d rows and says %q", now, text(b, ".count"))
	}
}

func searching(b *browser) {
	b.focus(`input[type=search]`)
	b.keys(strings.Split("delete ALICE", "")...)
	if got := text(b, ".count"); got != "1 of 193" {
		b.t.Errorf("got %q, want one record", got)
	}
	b.click(`.records tbody tr:not([hidden])`)
	if got := chain(b); !slices.Equal(got, causes) {
		b.t.Errorf("got %v, want %v", got, causes)
	}
}

func typing(b *browser) {
	focus := `[document.activeElement].map(e => e.tagName.toLowerCase() + (e.value ?? e.id))[0]`
	var order []string
	for range 30 {
		b.keys(kb.Tab)
		order = append(order, js[string](b, focus))
		if order[len(order)-1] == "svgcase2-chart" {
			break
		}
	}
	if last := order[len(order)-1]; last != "svgcase2-chart" {
		b.t.Fatalf("Tab does not reach the chart: %q", order)
	}
	outline := js[string](b, `getComputedStyle(document.activeElement).outlineStyle`)
	if outline != "solid" {
		b.t.Errorf("the chart in focus has outline %q", outline)
	}
	for range 200 {
		b.keys(kb.ArrowRight)
		if strings.HasPrefix(text(b, "#tip"), "155.320s #84 ") {
			break
		}
	}
	b.keys(kb.Enter)
	if got := chain(b); !slices.Equal(got, causes) {
		b.t.Errorf("got %v, want %v", got, causes)
	}
	b.keys("+", "+", kb.Escape)
	if n := js[int](b, `document.querySelectorAll('.place:not([hidden])').length`); n != 1 {
		b.t.Error("+ does not zoom")
	}
	b.focus(`.records tbody tr[tabindex="0"]`)
	b.keys(kb.ArrowDown, kb.ArrowDown, kb.ArrowUp, kb.Enter)
	if got := chain(b); len(got) == 0 || got[0] != 2 {
		b.t.Errorf("down, down, up, Enter in the table: got %v, want what led to #2", got)
	}
}

func printing(b *browser) {
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPrintBackground(),
		chromedp.PDFLandscape()))
	if err != nil {
		b.t.Fatal(err)
	}
	b.keep("page.pdf", pdf)
	b.media("print", "dark")
	b.settle()
	for what, script := range map[string]string{
		"sections":    `$('main > section[hidden]').length == 2 && seen('main > section').length == 3`,
		"controls":    `seen('.bar, header, .search').length == 0`,
		"white paper": `getComputedStyle(document.body).backgroundColor == 'rgb(255, 255, 255)'`,
		"whole table": `$('.scroll').every(e => e.scrollHeight == e.clientHeight)`,
	} {
		if !js[bool](b, script) {
			b.t.Errorf("printed: %s are wrong", what)
		}
	}
	b.shot("print")
}

func choosing(b *browser) {
	seen := `seen('main > section').map(s => s.id).join()`
	if got := js[string](b, seen); got != "case1" {
		b.t.Errorf("at first %q is shown", got)
	}
	b.click(`nav a[href="#case3"]`)
	if got := js[string](b, seen); got != "case3" {
		b.t.Errorf("%q is shown, want case3", got)
	}
	b.click(`#case3 .records tbody tr`)
	if got := js[string](b, `location.hash`); got != "#case3/r1" {
		b.t.Errorf("the address ends in %q", got)
	}
	js[string](b, `location.hash = 'case2/r84'`)
	b.settle()
	if got := chain(b); !slices.Equal(got, causes) || js[string](b, seen) != "case2" {
		b.t.Errorf("got %v of %s, want %v", got, js[string](b, seen), causes)
	}
	b.shot("three")
}

func phoning(b *browser) {
	if n := js[int](b, `document.documentElement.scrollWidth`); n > 400 {
		b.t.Errorf("the page is %d pixels wide", n)
	}
	b.shot("phone")
}

func attackedPage(b *browser) {
	if n := js[int](b, `$('script').length`); n != 1 {
		b.t.Errorf("%d scripts, want ours", n)
	}
	if js[bool](b, `$('*').some(e => [...e.attributes].some(a => /^on/.test(a.name)))`) {
		b.t.Error("an attribute that runs")
	}
	b.click(`.records tbody tr:not([hidden]):nth-child(n+9)`)
	if len(chain(b)) == 0 {
		b.t.Error("no chain is told")
	}
	b.shot("hostile")
}
