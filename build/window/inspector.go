package window

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

// inspector speaks WebKit's inspector protocol with the first page. Commands for
// the page are wrapped in messages to its target, and so are the answers.
type inspector struct {
	socket *websocket.Conn
	target string
	last   int
}

// attach connects to an inspector server and waits for the page's target.
func attach(address string, within time.Duration) (*inspector, error) {
	deadline := time.Now().Add(within)
	var last error
	for time.Now().Before(deadline) {
		i, err := tryAttach(address, deadline)
		if err == nil {
			return i, nil
		}
		last = err
		time.Sleep(30 * time.Millisecond)
	}
	return nil, fmt.Errorf("attach to the inspector at %s: %w", address, last)
}

func tryAttach(address string, deadline time.Time) (*inspector, error) {
	// The server crashes the app when it is asked for a page that is not there
	// yet, so look at its list first.
	if err := listed(address); err != nil {
		return nil, err
	}
	socket, response, err := websocket.DefaultDialer.Dial("ws://"+address+"/socket/1/1/WebPage", nil)
	if err != nil {
		return nil, err
	}
	_ = response.Body.Close()
	i := &inspector{socket: socket}
	if err := socket.SetReadDeadline(deadline); err != nil {
		return nil, err
	}
	for i.target == "" {
		var message struct {
			Method string
			Params struct {
				TargetInfo struct {
					TargetID string `json:"targetId"`
				} `json:"targetInfo"`
			}
		}
		if err := socket.ReadJSON(&message); err != nil {
			_ = socket.Close()
			return nil, err
		}
		if message.Method == "Target.targetCreated" {
			i.target = message.Params.TargetInfo.TargetID
		}
	}
	return i, nil
}

func listed(address string) error {
	response, err := http.Get("http://" + address + "/")
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	list, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if !bytes.Contains(list, []byte("/socket/1/1/WebPage")) {
		return errors.New("no page is listed")
	}
	return nil
}

func (i *inspector) close() { _ = i.socket.Close() }

// evaluate runs JavaScript in the page and returns its value as JSON. A promise
// is not waited for.
func (i *inspector) evaluate(expression string) (json.RawMessage, error) {
	i.last++
	id := i.last
	command, err := json.Marshal(map[string]any{
		"id": id, "method": "Runtime.evaluate",
		"params": map[string]any{"expression": expression, "returnByValue": true},
	})
	if err != nil {
		return nil, err
	}
	envelope := map[string]any{
		"id": 100000 + id, "method": "Target.sendMessageToTarget",
		"params": map[string]any{"targetId": i.target, "message": string(command)},
	}
	if err := i.socket.SetReadDeadline(time.Now().Add(15 * time.Second)); err != nil {
		return nil, err
	}
	if err := i.socket.WriteJSON(envelope); err != nil {
		return nil, fmt.Errorf("ask the page: %w", err)
	}
	for {
		var message struct {
			Method string
			Params struct{ Message string }
		}
		if err := i.socket.ReadJSON(&message); err != nil {
			return nil, fmt.Errorf("hear from the page: %w", err)
		}
		if message.Method != "Target.dispatchMessageFromTarget" {
			continue
		}
		var answer struct {
			ID     int
			Error  *struct{ Message string }
			Result struct {
				WasThrown bool `json:"wasThrown"`
				Result    struct {
					Value       json.RawMessage
					Description string
				}
			}
		}
		if err := json.Unmarshal([]byte(message.Params.Message), &answer); err != nil {
			return nil, fmt.Errorf("read the page's answer: %w", err)
		}
		switch {
		case answer.ID != id:
		case answer.Error != nil:
			return nil, errors.New(answer.Error.Message)
		case answer.Result.WasThrown:
			return nil, fmt.Errorf("the page threw: %s", answer.Result.Result.Description)
		default:
			return answer.Result.Result.Value, nil
		}
	}
}

// freeAddress is a loopback address that nothing listens on.
func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().String(), nil
}
