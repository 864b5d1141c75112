package authoring_test

import (
	"strings"
	"testing"

	"github.com/afterword-app/afterword/backend/authoring"
)

// Who stands before the text of an entry in the record and in what is shared.
func TestSpeaker(t *testing.T) {
	t.Parallel()
	far := strings.Repeat("wait ", 20) + "queue: full"
	for _, tt := range []struct {
		name, actor, text, want string
	}{
		{"who wrote it stands before it", "Lee", "the disk is full", "Lee"},
		{"the line says it itself", "queue", "INFO queue: 20 waiting", ""},
		{"with its process", "router", "heroku[router]: at=info", ""},
		{"as a member", "queue", "level=info logger=queue msg=full", ""},
		{"before a dash", "shop.Cart", "ERROR [main] shop.Cart - failed", ""},
		{"before a colon apart", "o.shop.Cart", "INFO 1 --- [main] o.shop.Cart   : ready", ""},
		{"a name within another", "api", "the rapi: gone", "api"},
		{"the end of another name", "db", "dbus-daemon: ready on my-db: open", "db"},
		{"a class behind its package", "shop.Cart", "com.shop.Cart: failed", "shop.Cart"},
		{"a host before the program", "web-1", "sshd[1]: session opened", "web-1"},
		{"a name in the sentence", "Lee", "Lee and Priya look at it", "Lee"},
		{"first in the sentence, then marked", "queue", "the queue of queue: full", ""},
		{"a name far behind", "queue", far, "queue"},
		{"at the very end", "queue", "closed the queue", "queue"},
		{"in a column", "mDNSResponder", "mDNSResponder\tCould not resolve", ""},
		{"in a wide column", "CBS", "Info                  CBS    Loaded", ""},
		{"a class before the message", "o.a.nifi.InvokeHTTP", "ERROR [Timer 4] o.a.nifi.InvokeHTTP Routing to failure", ""},
		{"behind the level", "cart-0", "INFO cart-0 checkout order=1000", ""},
		{"behind a word that is no level", "cart-0", "The cart-0 is slow", "cart-0"},
		{"nobody", "", "hello: there", ""},
	} {
		if got := authoring.Speaker(tt.actor, tt.text, false); got != tt.want {
			t.Errorf("%s: %q stands before %q, want %q", tt.name, got, tt.text, tt.want)
		}
	}
	if got := authoring.Speaker("Dana", "Dana: look here", true); got != "Dana" {
		t.Errorf("in a conversation %q stands before what is said to Dana", got)
	}
}
