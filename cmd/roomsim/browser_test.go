package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser is a headless Chromium with one tab, for all tests of pages.
type browser struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	requests []string
	troubles []string // exceptions, and what the console says
}

// browse starts the browser. Without one the test is skipped, unless ROOMSIM_CHROMIUM=required.
func browse(t *testing.T) *browser {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			program = path
			break
		}
	}
	switch {
	case program != "":
	case os.Getenv("ROOMSIM_CHROMIUM") == "required":
		t.Fatal("no Chromium found, and ROOMSIM_CHROMIUM=required")
	default:
		t.Skip("no Chromium found to show a page in")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program),
		chromedp.NoSandbox) // root may start it too
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	ctx, stop := chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(stop)
	ctx, close := chromedp.NewContext(ctx)
	t.Cleanup(close)
	b := &browser{t: t, ctx: ctx}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	return b
}

// hear takes in what the tab asks for, and what goes wrong in it.
func (b *browser) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	case *runtime.EventExceptionThrown:
		b.troubles = append(b.troubles, e.ExceptionDetails.Text+" "+fmt.Sprint(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		b.troubles = append(b.troubles, "console."+string(e.Type))
	case *log.EventEntryAdded:
		b.troubles = append(b.troubles, string(e.Entry.Source)+": "+e.Entry.Text)
	}
}

// for lets a subtest use the browser.
func (b *browser) in(t *testing.T) *browser {
	b.t = t
	return b
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// open shows a page in a window so large, in light colours, and checks that it asks for nothing but
// itself and that nothing goes wrong.
func (b *browser) open(file, fragment string, width, height int64) {
	b.t.Helper()
	b.mu.Lock()
	b.requests, b.troubles = nil, nil
	b.mu.Unlock()
	address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(file)}).String()
	b.media("", "light")
	b.do(chromedp.EmulateViewport(width, height), chromedp.Navigate("about:blank"),
		chromedp.Navigate(address+fragment))
	js[bool](b, prelude)
	b.settle()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, r := range b.requests {
		if at, _, _ := strings.Cut(r, "#"); at != address && at != "about:blank" {
			b.t.Errorf("the page asks for %s", r)
		}
	}
}

// prelude gives the tests' expressions short words: the elements of a selector, their boxes, and
// those that are seen.
const prelude = `!!(window.$ = q => [...document.querySelectorAll(q)],
	window.boxes = q => $(q).map(e => e.getBoundingClientRect()),
	window.seen = q => $(q).filter(e => e.getClientRects().length))`

// calm fails if anything went wrong since the page was opened.
func (b *browser) calm() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, s := range b.troubles {
		b.t.Errorf("the browser says: %s", s)
	}
}

// settle waits until the page has drawn.
func (b *browser) settle() {
	b.t.Helper()
	js[bool](b, `new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(true))))`)
}

// js evaluates an expression in the page.
func js[T any](b *browser, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%.500s: %v", expression, err)
	}
	return v
}

// media makes the browser show the page on a medium, in a colour scheme.
func (b *browser) media(medium, scheme string) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: medium, Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}}})
	if err != nil {
		b.t.Fatal(err)
	}
}

// keys types keys, one after the other.
func (b *browser) keys(keys ...string) {
	b.t.Helper()
	for _, k := range keys {
		b.do(chromedp.KeyEvent(k))
	}
	b.settle()
}

// shot keeps a picture of the page, to be looked at: go test -artifacts.
func (b *browser) shot(name string) {
	b.t.Helper()
	picture, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		b.t.Fatal(err)
	}
	b.keep(name+".png", picture)
}

func (b *browser) keep(name string, content []byte) {
	b.t.Helper()
	if err := os.WriteFile(filepath.Join(b.t.ArtifactDir(), name), content, 0o644); err != nil {
		b.t.Fatal(err)
	}
}
