import { describe, expect, it } from "vitest";
import { breaches, weight } from "./build-rules.ts";

const page = (content: string) => [{ name: "index.html", content }];

describe("the rules of the build", () => {
  it("accept a page that only refers to files", () => {
    const html = `<script type="module" src="./a.js"></script><link rel="stylesheet" href="./a.css">`;
    expect(breaches(page(html))).toEqual([]);
  });

  it.each([
    ["<script>alert(1)</script>", "inline script"],
    ["<style>a{}</style>", "inline style sheet"],
    [`<p style="color:red">`, "style attribute"],
    [`<p onclick="x()">`, "event handler"],
  ])("refuse %s", (html, what) => {
    expect(breaches(page(html)).join()).toContain(what);
  });

  it("refuse a style attribute in a component's template", () => {
    const content = "template(`<p class=a style=color:red>`)";
    expect(breaches([{ name: "a.js", content }])).toHaveLength(1);
  });

  it.each([`import"./de-a1.js";`, `import{a}from"./pt-br-a1.js";`])("refuse %s", (content) => {
    expect(breaches([{ name: "index-a1.js", content }]).join()).toContain("a language");
  });

  it("let a language be asked for", () => {
    const content = "const de = () => import(`./de-a1.js`)";
    expect(breaches([{ name: "index-a1.js", content }])).toEqual([]);
  });

  it("count the heaviest language alone, because no window loads two", () => {
    const file = (name: string, content: string) => ({ name: `assets/${name}`, content });
    const [page, light] = [file("index-a1.js", "the page"), file("en-b2.js", "yes")];
    const heavy = file("pt-br--c3.js", "abcdefghijklmnopqrstuvwxyz0123456789");
    expect(weight([page, light, heavy])).toBe(weight([page]) + weight([heavy]));
  });

  it("refuse more than the budget", () => {
    expect(breaches(page("x".repeat(100)), 10)[0]).toContain("more than 10");
  });
});
