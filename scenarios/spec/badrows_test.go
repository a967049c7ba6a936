package spec

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Where the rows of the table of bad input are held that have no file in testdata/bad.
const (
	inFiles   = "file_test.go"
	inLimits  = "limits_test.go"
	inCheck   = "../../cmd/roomsim/testdata/script/check.txtar"
	inFlags   = "../../cmd/roomsim/testdata/script/flags.txtar"
	inInput   = "../../cmd/roomsim/testdata/script/input.txtar"
	inOutput  = "../../cmd/roomsim/testdata/script/output.txtar"
	inStorms  = "../../cmd/roomsim/testdata/script/storms.txtar"
	inSignals = "../../cmd/roomsim/signal_test.go"
)

// badRows is the table of bad input: for each row what is said, or done where it is accepted, about
// each of its variants, and where that is held: in the files of testdata/bad of its number, unless
// it names another.
var badRows = []struct {
	row  int
	in   string
	says []string
}{
	{1, inFiles, []string{`open case.yaml: no such file; did you mean "case1"?`,
		`did you mean "overture.yaml"?`}},
	{2, inFiles, []string{`.: is not a regular file`, `/dev/zero: is not a regular file`,
		`socket.yaml: is not a regular file; expected a scenario file`}},
	{2, inInput, []string{"run - </dev/zero", "<stdin>: the file is larger than 1 MiB"}},
	{3, inFiles, []string{"secret.yaml: permission denied"}},
	{4, "", []string{`the file is empty; expected "roomsim: 1" first`}},
	{4, inFiles, []string{`{"empty", ""`}},
	{5, inFiles, []string{`the file is larger than 1 MiB (the bound on a scenario file)`,
		"100<<20"}},
	{6, inFiles, []string{"the file is UTF-16; expected UTF-8"}},
	{7, inFiles, []string{`"BOM":`}},
	{8, "", []string{"byte 0xff is not UTF-8", "byte 0xc0 is", "byte 0xaf is", "byte 0xed is"}},
	{9, "", []string{"control character U+001B is not allowed in a scenario", "U+0000", "U+007F"}},
	{10, inFiles, []string{`"CR LF":`, `"CR":`}},
	{11, "", []string{"a tab cannot indent YAML; expected spaces"}},
	{12, "", []string{"the file ends inside a mapping", "the file ends too early"}},
	{13, inFiles, []string{`{"png"`, `{"elf"`, `{"gzip"`, "is not text; expected a scenario file"}},
	{14, "", []string{"nested deeper than 64 levels"}},
	{14, inLimits, []string{`{"brackets", "", "[", "nested deeper than 64 levels"}`}},
	{15, inLimits, []string{`{"dashes", `, `{"questions", `, `{"empty mappings", `,
		`{"empty texts", `}},
	{16, "", []string{"aliases expand to more than 10000 nodes"}},
	{17, "", []string{`alias "a" contains itself`}},
	{18, "", []string{`alias "nope" is not defined`}},
	{19, "", []string{"merge keys are not supported; write the keys out"}},
	{20, "", []string{"a second document starts here; expected one scenario per file"}},
	{21, "", []string{"text after the end of the document"}},
	{22, "", []string{"a scenario is a mapping, this is null", "this is text", "this is a list"}},
	{23, "", []string{`tag "!include" is not supported`, `tag "!!python/object`, `tag "!!binary"`}},
	{24, "", []string{"a key must be a plain word, this is a list", "this is a mapping"}},
	{25, "", []string{"key is longer than 128 bytes"}},
	{26, "", []string{`"seed" again; first at line 3`}},
	{27, inLimits, []string{"range 60_000", `{"keys", `}},
	{28, "", []string{"YAML 9.9 is not supported"}},
	{29, "", []string{"the file ends inside a quoted text", "found unknown escape character"}},
	{30, "", []string{`-missing.yaml:1:1: expected "roomsim: 1" as the first key`,
		`-not-first.yaml:1:1: `}},
	{31, "", []string{"format 2 is newer than this roomsim (1)", `roomsim "one": expected 1`,
		"roomsim 1.0: expected 1", "roomsim 01: expected 1"}},
	{32, "", []string{`unknown key "scnario"; did you mean "script"? keys here are roomsim, name`}},
	{33, "", []string{`"at" belongs under script`}},
	{34, "", []string{`name "Case 2": expected a-z, 0-9 and -, at most 64, not a name Windows`,
		`name "../x": `, `name "con": `, `aaa…": `, `name "": `, `name "-x": `}},
	{35, inCheck, []string{`name "one" is also in dir/one.yaml:2:7`}},
	{36, "", []string{`"end" is required`, `"end" must be later than 0`, "-negative.yaml:3:6: ",
		`"end" is longer than 30 days (the bound)`, `cannot read "1e400s"`}},
	{37, "", []string{"seed -1: expected a whole number from 0 to 18446744073709551615",
		"seed 1.5: ", `seed "1e3": `, `seed "0x1F": `, "seed 18446744073709551616: ", `seed "1": `,
		`seed "1_000": `}},
	{38, "", []string{`no profile "zgeo"; did you mean "zego"?`}},
	{39, "", []string{"-profile-path.yaml:4:10: a profile is a name, not a path",
		"-profile-absolute.yaml:4:10: a profile is a name, not a path"}},
	{40, "", []string{"profiles refer to each other: a → b → c → a"}},
	{41, "", []string{`unknown setting "client.heartbaet.interval"; ` +
		`did you mean "client.heartbeat.interval"?`}},
	{42, "", []string{"client.heartbeat.interval: expected a duration such as 10s"}},
	{43, "", []string{"client.heartbeat.interval: beat interval must be more than 0",
		"server.heartbeat.timeout: heartbeat timeout must be more than 0",
		"client.retry.cap (1s) is below client.retry.waits (2s), the first wait"}},
	{44, "", []string{"server.heartbeat.timeout (20s) is below client.heartbeat.interval (30s)"}},
	{45, "", []string{"90 has no unit; expected a duration such as 90s"}},
	{46, "", []string{`cannot read "5 sec" as a duration; units are ns us ms s m min h d`,
		`"1:30"`, `"5m30"`, `"1e3s"`, `"s"`, `"+5s"`, `"１０s"`}},
	{47, "", []string{"{delay: 99999999h}", "{delay: 9223372037s}",
		"duration is longer than 30 days"}},
	{48, "", []string{"{delay: -5s}", "a span cannot be negative"}},
	{49, "", []string{"{delay: .nan}", "{delay: .inf}", "{delay: NaN}", "{delay: -0}",
		"{delay: 1e-400}", "nan is not a number a scenario may use"}},
	{50, "", []string{"{delay: 0.1ns}", "finer than 1ns"}},
	{51, "", []string{"loss 150%: expected 0% to 100% or a number from 0 to 1", "loss -1%: ",
		"loss 1.0001: ", "loss 5: "}},
	{52, "", []string{`cannot read "2,5%" as a share`, `"2.5 %"`, `"%"`}},
	{53, "", []string{"more than 18 digits"}},
	{54, "", []string{"normal: mean must be more than 0", "pareto: alpha must be more than 0",
		"a span cannot be negative", "uniform: min must not be more than max", `unknown law "gaussian"`}},
	{55, "", []string{"pareto: the mean is infinite; spans are cut at 30 days"}},
	{56, "", []string{"-missing.yaml:1:1: no clients; expected at least one",
		"-empty.yaml:4:10: no clients; expected at least one"}},
	{57, "", []string{"1000000000 clients are more than 10000000 (the bound)"}},
	{58, "", []string{"count 1.5: expected a whole number from 1", "count 0: ", "count -3: ",
		`count "1e9": `}},
	{59, "", []string{`client name "a\x1b[31m": expected letters, digits, _ and -`, `name "": `,
		`name "a\nb": `, `name "<script>": `, `name "a\u202eb": `, `aaa…": `, `name "A.up": `}},
	{60, "", []string{"user is longer than 63 bytes", "user is empty", "has a control character"}},
	{61, "", []string{`"а" (U+0430) looks like "a"`, `"A" looks like "a"`}},
	{62, "", []string{`unknown key "usr"; did you mean "user"?`}},
	{63, "", []string{`client "A": expected a mapping such as {user: alice}; this is null`,
		"this is a number", "this is a list"}},
	{64, "", []string{`client "A-1" exists twice`}},
	{65, "", []string{`no client "C"; clients are A, B`}},
	{66, "", []string{`link "A.sideways": expected A, A.up or A.down`}},
	{67, "", []string{"a span cannot be negative", "50 has no unit; expected a duration such as 50s"}},
	{68, "", []string{"rate: 0", "rate: -1", "rate must be more than 0",
		`cannot read "10 Mb" as a rate`, `"1e30Gbit"`}},
	{69, "", []string{"nothing could ever pass"}},
	{70, "", []string{`"burst" has no effect without "loss"`}},
	{71, "", []string{`action without "at"`}},
	{72, "", []string{"an action cannot run before the start",
		"an action cannot run before its mark"}},
	{73, "", []string{"runs after the end (8m) and never happens"}},
	{74, "", []string{`no mark "nosuch"; marks are cut, heal, T0`}},
	{75, "", []string{"marks wait for each other: a → b → a"}},
	{77, "", []string{`unknown call; did you mean "loginRoom"?`}},
	{78, "", []string{"one action, one verb: has call and network"}},
	{79, "", []string{`"room" has no meaning for network`}},
	{80, "", []string{`no client "C"; clients are A, B`}},
	{81, "", []string{`switchRoom needs "to"`, `"to" is the room that is left`}},
	{82, "../not-in-that-room.yaml", []string{"is: [LogoutFailed]"}},
	{83, "", []string{`token "maybe"; expected valid, wrong, expired or a lifetime`, `token "-3s"; `}},
	{84, "", []string{"network: down has no effect", "network: up has no effect"}},
	{85, "", []string{`"every" must be more than 0`}},
	{86, inLimits, []string{"range 20_000"}},
	{87, inStorms, []string{"# 87:", "link.delay: delay must be more than 0",
		"1000000 events at 0.000s without time moving on; busiest: login messages from crowd"}},
	{88, inStorms, []string{"# 88:", "client.retry.tail: retry wait must be more than 0"}},
	{89, inStorms, []string{"# 89:", "busiest: beat messages from A"}},
	{90, inStorms, []string{"# 90:", "run duel.yaml"}},
	{91, inStorms, []string{"# 91:", "more than 300000 events"}},
	{91, inSignals, []string{"syscall.SIGINT, 130"}},
	{93, "", []string{`unknown key "updat"; did you mean "update"?`}},
	{94, "", []string{"marks wait for each other: T1 → T3 → T2 → T1"}},
	{95, "", []string{"nth: 0", "nth: -1", "nth: 1.5", "nth counts from 1"}},
	{96, "", []string{"T4′", `mark "T4'" again; first at line 12`}},
	{97, "", []string{`no mark "T9"; marks are T0, T1, T3`}},
	{98, "", []string{"≈ needs a tolerance such as ± 5ms"}},
	{99, "", []string{`cannot read "=="; expected < <= = >= > ≈`, `cannot read "=>"`, "T1 <",
		`cannot read "±"`, "cannot add a mark to T0"}},
	{100, "", []string{"± 0", "± -5ms", "± 200%", "tolerance must be more than 0",
		"at most 100%"}},
	{101, "", []string{"compares T1 with itself"}},
	{102, "", []string{"claim is longer than 1000 characters", `cannot read "("`}},
	{103, "", []string{"never needs both ends", `"until" (T1) comes before "from" (T3)`}},
	{104, "", []string{"equals -1: ", "choose one of equals and atLeast"}},
	{105, "", []string{`claim id "C1" again; first at line 14`}},
	{106, inCheck, []string{"exits 2 roomsim check bare.yaml", "bare.yaml: has no claims; expected"}},
	{107, inFlags, []string{"--set x", "--seed abc", "--seed 1 --seed 2", "--format yml",
		`unknown flag "--sead"; did you mean "--seed"`, "^usage: roomsim run"}},
	{108, inOutput, []string{"-o ../../up.txt"}},
	{108, "testdata/bad/34-*", []string{`name "../x"`}},
	{109, inOutput, []string{"dir: is a directory; expected a file", "write nodir/x: ",
		"symlink dangling -> nowhere", "symlink link -> before.yaml"}},
	{110, inOutput, []string{"-o mine.yaml would overwrite the scenario"}},
	{110, "", []string{"and 13 more"}},
}

// unheld are the rows of the table without a case: 76 is none, and of 92 there can be none, since
// every span is at most 30 days and there are at most 1,000,000 actions to add up.
var unheld = []int{76, 92}

// Each row of the table of bad input is held somewhere, with what is said about it.
func TestEveryRowOfBadInput(t *testing.T) {
	const last = 110
	held := make([]bool, last+1)
	for _, r := range badRows {
		held[r.row] = true
		where := r.in
		if where == "" {
			where = filepath.Join("testdata", "bad", strconv.Itoa(r.row)+"-*")
			if r.row < 10 {
				where = filepath.Join("testdata", "bad", "0"+strconv.Itoa(r.row)+"-*")
			}
		}
		text := together(t, where)
		for _, s := range r.says {
			if !strings.Contains(text, s) {
				t.Errorf("row %d: %s has no %q", r.row, where, s)
			}
		}
	}
	for row := 1; row <= last; row++ {
		if held[row] == slices.Contains(unheld, row) {
			t.Errorf("row %d is held: %t", row, held[row])
		}
	}
}

// together gives the text of all files that a pattern names.
func together(t *testing.T, pattern string) string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Errorf("no file %s", pattern)
	}
	var all strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}
