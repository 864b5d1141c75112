/**
 * Turns the wheel over the drawing of a timeline once in each frame, and resolves to
 * what the frames cost: the milliseconds from their beginning until they were handed to
 * the screen, and those from one to the next. It runs in the page, in any browser.
 */
window.framesOf = (what, count) =>
  new Promise((done) => {
    const drawing = document.querySelector('.drawing > svg');
    const box = drawing.getBoundingClientRect();
    const costs = [];
    const between = [];
    // One for all frames: WebKit is slower with each that is still open.
    const { port1, port2 } = new MessageChannel();
    let before = 0;
    let began = 0;
    const frame = (now) => {
      if (before > 0) between.push(now - before);
      before = now;
      began = performance.now();
      // There and back, so that there is always something to see.
      const by = costs.length % 60 < 30 ? 24 : -24;
      drawing.dispatchEvent(
        new WheelEvent('wheel', {
          deltaY: what === 'zoom' ? -by : by,
          ctrlKey: what === 'zoom',
          shiftKey: what === 'pan',
          clientX: box.left + box.width / 2,
          clientY: box.top + 30,
          bubbles: true,
          cancelable: true,
        }),
      );
      port2.postMessage(undefined);
    };
    port1.onmessage = () => {
      costs.push(performance.now() - began);
      if (costs.length < count) {
        requestAnimationFrame(frame);
        return;
      }
      port1.close();
      done({ costs, between });
    };
    requestAnimationFrame(frame);
  });
