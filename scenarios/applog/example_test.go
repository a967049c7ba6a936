package applog_test

import (
	"fmt"

	"roomsim/scenarios/applog"
	"roomsim/scenarios/expect"
	"roomsim/scenarios/spec"
)

// A phone's log is held against a scenario's claims.
func Example() {
	s, err := spec.Parse("soon.yaml", []byte(`roomsim: 1
name: soon
end: 1m
clients: {A: {user: alice}}
script: [{at: 0s, client: A, call: loginRoom, room: lobby, mark: T0}]
marks: {T1: {client: A, state: Logined}}
claims: [T1 < T0 + 1s]
`), spec.Options{})
	if err != nil {
		panic(err)
	}
	log, err := applog.Read([]applog.Source{{Name: "phone.jsonl", Text: []byte(
		`{"t":0,"kind":"call","who":"A","name":"loginRoom"}
{"t":1000000,"kind":"callback","who":"A","name":"onRoomStateChanged","reason":"Logining"}
{"t":1350000000,"kind":"callback","who":"A","name":"onRoomStateChanged","reason":"Logined"}
`)}}, applog.Options{Scenario: s})
	if err != nil {
		panic(err)
	}
	for _, f := range log.Check(s.Claims) {
		fmt.Println(expect.Line(&f))
		fmt.Println(f.Got)
	}
	// Output:
	// fail  T1 < T0 + 1s  T1 = T0 + 1.350s  margin -0.350s
	// phone.jsonl:3 at 1.350s
}
