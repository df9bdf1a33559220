import { number } from "./format.js";

const SECONDS = 120;

/** Decisions per second over the last two minutes, drawn on a canvas. */
export class Chart {
  #canvas;
  #points = [];

  constructor(canvas) {
    this.#canvas = canvas;
    new ResizeObserver(() => this.draw()).observe(canvas);
  }

  add(at, value) {
    this.#points.push({ at, value });
    while (this.#points.length && this.#points[0].at < at - SECONDS * 1000) this.#points.shift();
    this.draw();
  }

  draw() {
    const canvas = this.#canvas;
    const scale = window.devicePixelRatio || 1;
    const width = canvas.clientWidth;
    const height = 120;
    canvas.width = width * scale;
    canvas.height = height * scale;
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    const style = getComputedStyle(canvas);
    const top = Math.max(10, ...this.#points.map((point) => point.value));
    this.#grid(pen, style, width, height, top);
    if (this.#points.length < 2) return;
    const last = this.#points.at(-1).at;
    const x = (point) => width - ((last - point.at) / (SECONDS * 1000)) * width;
    const y = (point) => height - 4 - (point.value / top) * (height - 22);
    pen.beginPath();
    this.#points.forEach((point, index) => (index ? pen.lineTo(x(point), y(point)) : pen.moveTo(x(point), y(point))));
    pen.strokeStyle = resolve(canvas, "--accent");
    pen.lineWidth = 2;
    pen.lineJoin = "round";
    pen.stroke();
    pen.lineTo(width, height);
    pen.lineTo(x(this.#points[0]), height);
    pen.globalAlpha = 0.12;
    pen.fillStyle = pen.strokeStyle;
    pen.fill();
  }

  #grid(pen, style, width, height, top) {
    pen.font = `12px ${style.fontFamily}`;
    pen.fillStyle = resolve(this.#canvas, "--soft");
    pen.strokeStyle = resolve(this.#canvas, "--line");
    pen.fillText(number(top), 2, 12);
    pen.beginPath();
    pen.moveTo(0, 18.5);
    pen.lineTo(width, 18.5);
    pen.moveTo(0, height - 3.5);
    pen.lineTo(width, height - 3.5);
    pen.stroke();
  }
}

// A canvas does not understand light-dark(): a throw-away element resolves the variable for the present scheme.
function resolve(canvas, variable) {
  const probe = document.createElement("i");
  probe.style.color = `var(${variable})`;
  canvas.parentElement.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return color;
}
