package main

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"

	"roomsim/scenarios/expect"
)

// regularExpression accepts what package regexp reads.
func regularExpression(s string) error {
	_, err := regexp.Compile(s)
	var wrong *syntax.Error
	if errors.As(err, &wrong) {
		return fmt.Errorf("%q is no regular expression: %s: %q", s, wrong.Code, wrong.Expr)
	}
	return err
}

// selected keeps the claims in which --run is found, and the scenarios that have one. It is looked
// for in "scenario/id" and in "scenario/text".
func (f *checkFlags) selected(list []*entry) ([]*entry, error) {
	if !f.only.given {
		return list, nil
	}
	find := regexp.MustCompile(f.only.value)
	var kept []*entry
	for _, e := range list {
		var claims []expect.Claim
		for i := range e.Claims {
			c := &e.Claims[i]
			if find.MatchString(e.Name+"/"+c.Text) || c.ID != "" && find.MatchString(e.Name+"/"+c.ID) {
				claims = append(claims, *c)
			}
		}
		if len(claims) > 0 {
			e.Claims = claims
			kept = append(kept, e)
		}
	}
	if len(kept) == 0 {
		return nil, wrongInput("nothing to check: no claim matches --run %q", f.only.value)
	}
	return kept, nil
}
