package merging

import (
	"slices"
	"strings"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// The fields of events and action items that tables show, as text: in a merge and
// in a Conflict they are compared and chosen as what people read.

func eventField(e *retro.Event, field string) string {
	switch field {
	case "at":
		return e.At.Format(time.UTC)
	case "end":
		if e.End == nil {
			return ""
		}
		return e.End.Format(time.UTC)
	case "kind":
		return string(e.Kind)
	case "title":
		return e.Title
	}
	return e.Body
}

func setEventField(e *retro.Event, field, text string) error {
	changed := *e
	switch field {
	case "at":
		at, err := instantLike(text, e.At)
		if err != nil {
			return err
		}
		changed.At = at
	case "end":
		changed.End = nil
		if text != "" {
			end, err := instantLike(text, e.At)
			if err != nil {
				return err
			}
			changed.End = &end
		}
	case "kind":
		if text == "" || len(text) > 40 {
			return retro.Errorf(retro.CodeInvalid, "%q is no kind of event", text)
		}
		changed.Kind = retro.EventKind(text)
	case "title":
		changed.Title = text
	case "body":
		changed.Body = text
	default:
		return retro.Errorf(retro.CodeInvalid, "an event has no field %q", field)
	}
	if err := changed.Validate(); err != nil {
		return err
	}
	*e = changed
	return nil
}

// instantLike reads a time in UTC and says it in the zone of another.
func instantLike(text string, like retro.Instant) (retro.Instant, error) {
	at, err := retro.ParseInstant(text, time.UTC)
	at.Zone = like.Zone
	return at, err
}

func actionField(a *retro.ActionItem, field string) string {
	switch field {
	case "title":
		return a.Title
	case "owner":
		return a.Owner
	case "state":
		return string(a.State)
	case "ticket":
		return a.Ticket
	case "reason":
		return a.Reason
	}
	return a.Body
}

func setActionField(a *retro.ActionItem, field, text string) error {
	switch field {
	case "title":
		if strings.TrimSpace(text) == "" {
			return retro.Errorf(retro.CodeInvalid, "an action item needs a title")
		}
		a.Title = text
	case "owner":
		a.Owner = text
	case "state":
		if !slices.Contains(retro.ActionStates(), retro.ActionState(text)) {
			return retro.Errorf(retro.CodeInvalid, "no state %q", text).WithHint("use one of %s", retro.Join(retro.ActionStates()))
		}
		a.State = retro.ActionState(text)
	case "ticket":
		a.Ticket = text
	case "reason":
		a.Reason = text
	case "body":
		a.Body = text
	case "size":
		a.Size = text
	case "audience":
		a.Audience = text
	default:
		return retro.Errorf(retro.CodeInvalid, "an action item has no field %q", field)
	}
	return nil
}

func setFactorField(f *retro.Factor, field, text string) error {
	switch field {
	case "title":
		if strings.TrimSpace(text) == "" {
			return retro.Errorf(retro.CodeInvalid, "a factor needs a title")
		}
		f.Title = text
	case "body":
		f.Body = text
	case "confidence":
		confidence := retro.Confidence(strings.ToLower(text))
		if !slices.Contains(retro.Confidences(), confidence) {
			return retro.Errorf(retro.CodeInvalid, "no confidence %q", text).WithHint("use one of %s", retro.Join(retro.Confidences()))
		}
		f.Confidence = confidence
	default:
		return retro.Errorf(retro.CodeInvalid, "a factor has no field %q", field)
	}
	return nil
}

func setParticipantField(p *retro.Participant, field, text string) error {
	switch field {
	case "name":
		if strings.TrimSpace(text) == "" {
			return retro.Errorf(retro.CodeInvalid, "a participant needs a name")
		}
		p.Name = text
	case "roles":
		p.Roles = nil
		for role := range strings.SplitSeq(text, ",") {
			if role = strings.TrimSpace(role); role != "" {
				p.Roles = append(p.Roles, retro.Role(strings.ToLower(role)))
			}
		}
	case "department":
		p.Department = text
	case "why":
		p.Why = text
	default:
		return retro.Errorf(retro.CodeInvalid, "a participant has no field %q", field)
	}
	return nil
}

func findAction(c *retro.Content, id retro.ActionItemID) *retro.ActionItem {
	return byID(c.ActionItems, func(a retro.ActionItem) bool { return a.ID == id })
}
