// node_modules/valibot/dist/index.mjs
var e = {
	lang: void 0,
	message: void 0,
	abortEarly: void 0,
	abortPipeEarly: void 0
};
/* @__NO_SIDE_EFFECTS__ */
function t(t) {
	return t ? {
		lang: t?.lang ?? void 0,
		message: t?.message,
		abortEarly: t?.abortEarly ?? void 0,
		abortPipeEarly: t?.abortPipeEarly ?? void 0
	} : e;
}
/* @__NO_SIDE_EFFECTS__ */
function n(e) {
	let t = typeof e;
	return t === "string" ? `"${e}"` : t === "number" || t === "bigint" || t === "boolean" ? `${e}` : t === "object" || t === "function" ? (e && Object.getPrototypeOf(e)?.constructor?.name) ?? "null" : t;
}
function r(e, t, r, i, a) {
	let o = a && "input" in a ? a.input : r.value, s = a?.expected ?? e.expects ?? null, c = a?.received ?? /* @__PURE__ */ n(o), l = {
		kind: e.kind,
		type: e.type,
		input: o,
		expected: s,
		received: c,
		message: `Invalid ${t}: ${s ? `Expected ${s} but r` : "R"}eceived ${c}`,
		requirement: e.requirement,
		path: a?.path,
		issues: a?.issues,
		lang: i.lang,
		abortEarly: i.abortEarly,
		abortPipeEarly: i.abortPipeEarly
	}, u = e.kind === "schema", d = a?.message ?? e.message ?? (e.reference, l.lang, void 0) ?? (u ? (l.lang, void 0) : null) ?? i.message ?? (l.lang, void 0);
	d !== void 0 && (l.message = typeof d == "function" ? d(l) : d), u && (r.typed = !1), r.issues ? r.issues.push(l) : r.issues = [l];
}
/* @__NO_SIDE_EFFECTS__ */
function i(e, t) {
	return e === t || Number.isNaN(e) && Number.isNaN(t);
}
/* @__NO_SIDE_EFFECTS__ */
function a(e, t) {
	let n = [...new Set(e)];
	return n.length > 1 ? `(${n.join(` ${t} `)})` : n[0] ?? "never";
}
function o(e) {
	return e["~standard"] = {
		version: 1,
		vendor: "valibot",
		validate: (n) => e["~run"]({ value: n }, /* @__PURE__ */ t())
	}, e;
}
var s = /^\d{4}-(?:0[1-9]|1[0-2])-(?:[12]\d|0[1-9]|3[01])$/u, c = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;
/* @__NO_SIDE_EFFECTS__ */
function l(e, t) {
	return {
		kind: "validation",
		type: "check",
		reference: l,
		async: !1,
		expects: null,
		requirement: e,
		message: t,
		"~run"(e, t) {
			return e.typed && !this.requirement(e.value) && r(this, "input", e, t), e;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function u(e) {
	return {
		kind: "validation",
		type: "iso_date",
		reference: u,
		async: !1,
		expects: null,
		requirement: s,
		message: e,
		"~run"(e, t) {
			return e.typed && !this.requirement.test(e.value) && r(this, "date", e, t), e;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function d(e, t) {
	return {
		kind: "validation",
		type: "max_length",
		reference: d,
		async: !1,
		expects: `<=${e}`,
		requirement: e,
		message: t,
		"~run"(e, t) {
			return e.typed && e.value.length > this.requirement && r(this, "length", e, t, { received: `${e.value.length}` }), e;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function f(e, t) {
	return {
		kind: "validation",
		type: "min_length",
		reference: f,
		async: !1,
		expects: `>=${e}`,
		requirement: e,
		message: t,
		"~run"(e, t) {
			return e.typed && e.value.length < this.requirement && r(this, "length", e, t, { received: `${e.value.length}` }), e;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function p(e, t) {
	return {
		kind: "validation",
		type: "min_value",
		reference: p,
		async: !1,
		expects: `>=${e instanceof Date ? e.toJSON() : /* @__PURE__ */ n(e)}`,
		requirement: e,
		message: t,
		"~run"(e, t) {
			return e.typed && !(e.value >= this.requirement) && r(this, "value", e, t, { received: e.value instanceof Date ? e.value.toJSON() : /* @__PURE__ */ n(e.value) }), e;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function m(e, t) {
	return {
		kind: "validation",
		type: "regex",
		reference: m,
		async: !1,
		expects: `${e}`,
		requirement: e,
		message: t,
		"~run"(e, t) {
			return e.typed && !this.requirement.test(e.value) && r(this, "format", e, t), e;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function h(e) {
	return {
		kind: "validation",
		type: "safe_integer",
		reference: h,
		async: !1,
		expects: null,
		requirement: Number.isSafeInteger,
		message: e,
		"~run"(e, t) {
			return e.typed && !this.requirement(e.value) && r(this, "safe integer", e, t), e;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function ee() {
	return {
		kind: "transformation",
		type: "trim",
		reference: ee,
		async: !1,
		"~run"(e) {
			return e.value = e.value.trim(), e;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function te(e) {
	return {
		kind: "validation",
		type: "url",
		reference: te,
		async: !1,
		expects: null,
		requirement(e) {
			try {
				return URL.canParse ? URL.canParse(e) : (new URL(e), !0);
			} catch {
				return !1;
			}
		},
		message: e,
		"~run"(e, t) {
			return e.typed && !this.requirement(e.value) && r(this, "URL", e, t), e;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function ne(e) {
	return {
		kind: "validation",
		type: "uuid",
		reference: ne,
		async: !1,
		expects: null,
		requirement: c,
		message: e,
		"~run"(e, t) {
			return e.typed && !this.requirement.test(e.value) && r(this, "UUID", e, t), e;
		}
	};
}
var re = { abortEarly: !0 };
/* @__NO_SIDE_EFFECTS__ */
function ie(e, t, n) {
	return typeof e.fallback == "function" ? e.fallback(t, n) : e.fallback;
}
/* @__NO_SIDE_EFFECTS__ */
function ae(e, t) {
	return o({
		...e,
		fallback: t,
		"~run"(t, n) {
			let r = e["~run"](t, n);
			return r.issues ? {
				typed: !0,
				value: /* @__PURE__ */ ie(this, r, n)
			} : r;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function oe(e, t, n) {
	return typeof e.default == "function" ? e.default(t, n) : e.default;
}
/* @__NO_SIDE_EFFECTS__ */
function g(e, t) {
	return o({
		kind: "schema",
		type: "array",
		reference: g,
		expects: "Array",
		async: !1,
		item: e,
		message: t,
		"~run"(e, t) {
			let n = e.value;
			if (Array.isArray(n)) {
				e.typed = !0, e.value = [];
				for (let r = 0; r < n.length; r++) {
					let i = n[r], a = this.item["~run"]({ value: i }, t);
					if (a.issues) {
						let o = {
							type: "array",
							origin: "value",
							input: n,
							key: r,
							value: i
						};
						for (let t of a.issues) t.path ? t.path.unshift(o) : t.path = [o], e.issues?.push(t);
						if (e.issues ||= a.issues, t.abortEarly) {
							e.typed = !1;
							break;
						}
					}
					a.typed || (e.typed = !1), e.value.push(a.value);
				}
			} else r(this, "type", e, t);
			return e;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function _(e) {
	return o({
		kind: "schema",
		type: "boolean",
		reference: _,
		expects: "boolean",
		async: !1,
		message: e,
		"~run"(e, t) {
			return typeof e.value == "boolean" ? e.typed = !0 : r(this, "type", e, t), e;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function v(e, t) {
	return o({
		kind: "schema",
		type: "literal",
		reference: v,
		expects: /* @__PURE__ */ n(e),
		async: !1,
		literal: e,
		message: t,
		"~run"(e, t) {
			return /* @__PURE__ */ i(e.value, this.literal) ? e.typed = !0 : r(this, "type", e, t), e;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function se(e) {
	return o({
		kind: "schema",
		type: "number",
		reference: se,
		expects: "number",
		async: !1,
		message: e,
		"~run"(e, t) {
			return typeof e.value == "number" && !isNaN(e.value) ? e.typed = !0 : r(this, "type", e, t), e;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function y(e, t) {
	return o({
		kind: "schema",
		type: "object",
		reference: y,
		expects: "Object",
		async: !1,
		entries: e,
		message: t,
		"~run"(e, t) {
			let n = e.value;
			if (n && typeof n == "object") {
				e.typed = !0, e.value = {};
				for (let i in this.entries) {
					let a = this.entries[i];
					if (i in n || (a.type === "exact_optional" || a.type === "optional" || a.type === "nullish") && a.default !== void 0) {
						let r = i in n ? n[i] : /* @__PURE__ */ oe(a), o = a["~run"]({ value: r }, t);
						if (o.issues) {
							let a = {
								type: "object",
								origin: "value",
								input: n,
								key: i,
								value: r
							};
							for (let t of o.issues) t.path ? t.path.unshift(a) : t.path = [a], e.issues?.push(t);
							if (e.issues ||= o.issues, t.abortEarly) {
								e.typed = !1;
								break;
							}
						}
						o.typed || (e.typed = !1), e.value[i] = o.value;
					} else if (a.fallback !== void 0) e.value[i] = /* @__PURE__ */ ie(a);
					else if (a.type !== "exact_optional" && a.type !== "optional" && a.type !== "nullish" && (r(this, "key", e, t, {
						input: void 0,
						expected: `"${i}"`,
						path: [{
							type: "object",
							origin: "key",
							input: n,
							key: i,
							value: n[i]
						}]
					}), t.abortEarly)) break;
				}
			} else r(this, "type", e, t);
			return e;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function b(e, t) {
	return o({
		kind: "schema",
		type: "optional",
		reference: b,
		expects: `(${e.expects} | undefined)`,
		async: !1,
		wrapped: e,
		default: t,
		"~run"(e, t) {
			return e.value === void 0 && (this.default !== void 0 && (e.value = /* @__PURE__ */ oe(this, e, t)), e.value === void 0) ? (e.typed = !0, e) : this.wrapped["~run"](e, t);
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function x(e, t) {
	return o({
		kind: "schema",
		type: "picklist",
		reference: x,
		expects: /* @__PURE__ */ a(e.map(n), "|"),
		async: !1,
		options: e,
		message: t,
		"~run"(e, t) {
			return this.options.includes(e.value) ? e.typed = !0 : r(this, "type", e, t), e;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function S(e, t) {
	return o({
		kind: "schema",
		type: "strict_object",
		reference: S,
		expects: "Object",
		async: !1,
		entries: e,
		message: t,
		"~run"(e, t) {
			let n = e.value;
			if (n && typeof n == "object") {
				e.typed = !0, e.value = {};
				for (let i in this.entries) {
					let a = this.entries[i];
					if (i in n || (a.type === "exact_optional" || a.type === "optional" || a.type === "nullish") && a.default !== void 0) {
						let r = i in n ? n[i] : /* @__PURE__ */ oe(a), o = a["~run"]({ value: r }, t);
						if (o.issues) {
							let a = {
								type: "object",
								origin: "value",
								input: n,
								key: i,
								value: r
							};
							for (let t of o.issues) t.path ? t.path.unshift(a) : t.path = [a], e.issues?.push(t);
							if (e.issues ||= o.issues, t.abortEarly) {
								e.typed = !1;
								break;
							}
						}
						o.typed || (e.typed = !1), e.value[i] = o.value;
					} else if (a.fallback !== void 0) e.value[i] = /* @__PURE__ */ ie(a);
					else if (a.type !== "exact_optional" && a.type !== "optional" && a.type !== "nullish" && (r(this, "key", e, t, {
						input: void 0,
						expected: `"${i}"`,
						path: [{
							type: "object",
							origin: "key",
							input: n,
							key: i,
							value: n[i]
						}]
					}), t.abortEarly)) break;
				}
				if (!e.issues || !t.abortEarly) {
					for (let i in n) if (!Object.prototype.hasOwnProperty.call(this.entries, i)) {
						r(this, "key", e, t, {
							input: i,
							expected: "never",
							path: [{
								type: "object",
								origin: "key",
								input: n,
								key: i,
								value: n[i]
							}]
						});
						break;
					}
				}
			} else r(this, "type", e, t);
			return e;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function C(e) {
	return o({
		kind: "schema",
		type: "string",
		reference: C,
		expects: "string",
		async: !1,
		message: e,
		"~run"(e, t) {
			return typeof e.value == "string" ? e.typed = !0 : r(this, "type", e, t), e;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function ce() {
	return o({
		kind: "schema",
		type: "unknown",
		reference: ce,
		expects: "unknown",
		async: !1,
		"~run"(e) {
			return e.typed = !0, e;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function le(e, t, n) {
	return o({
		kind: "schema",
		type: "variant",
		reference: le,
		expects: "Object",
		async: !1,
		key: e,
		options: t,
		message: n,
		"~run"(e, t) {
			let n = e.value;
			if (n && typeof n == "object") {
				let i, o = 0, s = this.key, c = [], l = (e, r) => {
					for (let a of e.options) {
						if (a.type === "variant") l(a, new Set(r).add(a.key));
						else {
							let e = !0, l = 0;
							for (let t of r) {
								let r = a.entries[t];
								if (t in n ? r["~run"]({
									typed: !1,
									value: n[t]
								}, re).issues : r.type !== "exact_optional" && r.type !== "optional" && r.type !== "nullish") {
									e = !1, s !== t && (o < l || o === l && t in n && !(s in n)) && (o = l, s = t, c = []), s === t && c.push(a.entries[t].expects);
									break;
								}
								l++;
							}
							if (e) {
								let e = a["~run"]({ value: n }, t);
								(!i || !i.typed && e.typed) && (i = e);
							}
						}
						if (i && !i.issues) break;
					}
				};
				if (l(this, /* @__PURE__ */ new Set([this.key])), i) return i;
				r(this, "type", e, t, {
					input: n[s],
					expected: /* @__PURE__ */ a(c, "|"),
					path: [{
						type: "object",
						origin: "value",
						input: n,
						key: s,
						value: n[s]
					}]
				});
			} else r(this, "type", e, t);
			return e;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function w(...e) {
	return o({
		...e[0],
		pipe: e,
		"~run"(t, n) {
			for (let r of e) if (r.kind !== "metadata") {
				if (t.issues && (r.kind === "schema" || r.kind === "transformation")) {
					t.typed = !1;
					break;
				}
				t.issues && (n.abortEarly || n.abortPipeEarly) || (t = r["~run"](t, n));
			}
			return t;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function ue(e, n, r) {
	let i = e["~run"]({ value: n }, /* @__PURE__ */ t(r));
	return {
		typed: i.typed,
		success: !i.issues,
		output: i.value,
		issues: i.issues
	};
}
// src/core/qr/safe-text.ts
function de(e) {
	return !/[\p{C}\p{Zl}\p{Zp}\uFFFC\uFFFD]/u.test(e);
}
var fe = RegExp("^(?:(?=\\p{L})\\p{Script=Latin}|[\\u0300-\\u036F .,/‐‑'’‘ʼʻ`´′＇-])+$", "u");
function pe(e) {
	return e.length <= 120 && fe.test(e) && (e.match(/\p{L}/gu)?.length ?? 0) >= 2;
}
// src/core/api/endpoint.ts
var T = [
	"session_expired",
	"device_replaced",
	"device_removed",
	"too_many_requests"
], E = [
	"malformed_request",
	"invalid_fields",
	"body_too_large",
	"unsupported_media_type",
	"forbidden_origin"
], D = (e) => /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ d(e), /* @__PURE__ */ m(/^[A-Za-z0-9_-]*$/)), O = /* @__PURE__ */ w(/* @__PURE__ */ se(), /* @__PURE__ */ h(), /* @__PURE__ */ p(0)), me = /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ m(/^(\d{10}|\d{12})$/)), he = /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ f(1), /* @__PURE__ */ d(128)), ge = /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ m(/^\d{6}$/)), _e = /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ m(/^0\d{9}$/)), ve = /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ d(254), /* @__PURE__ */ m(/^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*\.[A-Za-z][0-9A-Za-z-]*[0-9A-Za-z]$/)), ye = /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ u()), be = /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ m(/^\d{4}(-\d\d){0,2}$/)), xe = /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ ee(), /* @__PURE__ */ f(1), /* @__PURE__ */ d(200), /* @__PURE__ */ l(de)), Se = /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ m(/^\d{5}$/)), Ce = {
	method: "DELETE",
	path: "/api/session",
	summary: "End the session and the credentials of this device",
	session: !1,
	success: 204,
	errors: ["forbidden_origin"]
}, we = /* @__PURE__ */ S({
	login: me,
	password: he
}), Te = /* @__PURE__ */ S({
	account: /* @__PURE__ */ S({ displayName: /* @__PURE__ */ C() }),
	expiresAt: O
}), k = /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ m(/^[A-Za-z0-9_-]{43}$/)), Ee = /* @__PURE__ */ le("next", [
	/* @__PURE__ */ S({
		next: /* @__PURE__ */ v("done"),
		...Te.entries
	}),
	/* @__PURE__ */ S({
		next: /* @__PURE__ */ v("new-password"),
		ticket: k
	}),
	/* @__PURE__ */ S({
		next: /* @__PURE__ */ v("take-over"),
		ticket: k,
		reason: /* @__PURE__ */ b(/* @__PURE__ */ x(["other-device", "new-browser"])),
		device: /* @__PURE__ */ S({
			name: /* @__PURE__ */ C(),
			usedAt: O
		}),
		proof: /* @__PURE__ */ x(["code", "vneid"]),
		phone: /* @__PURE__ */ b(/* @__PURE__ */ C())
	})
]), De = /* @__PURE__ */ S({ ticket: k }), Oe = /* @__PURE__ */ S({
	ticket: k,
	password: he
}), ke = /* @__PURE__ */ S({
	ticket: k,
	code: /* @__PURE__ */ b(ge)
}), Ae = /* @__PURE__ */ S({
	resendAt: O,
	expiresAt: O
}), je = /* @__PURE__ */ S({
	password: /* @__PURE__ */ _(),
	vneid: /* @__PURE__ */ _(),
	passkey: /* @__PURE__ */ _()
}), Me = /* @__PURE__ */ S({ ticket: /* @__PURE__ */ b(k) }), Ne = /* @__PURE__ */ S({ url: /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ te()) }), Pe = (e) => /* @__PURE__ */ b(/* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ d(e))), Fe = /* @__PURE__ */ y({
	state: /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ d(128)),
	code: Pe(2048),
	error: Pe(64),
	iss: Pe(512)
}), Ie = /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ ee(), /* @__PURE__ */ f(1), /* @__PURE__ */ d(60)), Le = /* @__PURE__ */ S({
	devices: /* @__PURE__ */ g(/* @__PURE__ */ S({
		id: /* @__PURE__ */ C(),
		name: /* @__PURE__ */ C(),
		createdAt: O,
		usedAt: O,
		active: /* @__PURE__ */ _(),
		current: /* @__PURE__ */ _(),
		endedAt: /* @__PURE__ */ b(O),
		reason: /* @__PURE__ */ b(/* @__PURE__ */ x([
			"signed_out",
			"device_replaced",
			"removed"
		]))
	})),
	signIns: /* @__PURE__ */ g(/* @__PURE__ */ S({
		at: O,
		method: /* @__PURE__ */ x([
			"password",
			"vneid",
			"passkey"
		]),
		device: /* @__PURE__ */ C()
	}))
}), Re = D(1364), ze = /* @__PURE__ */ v("public-key"), Be = /* @__PURE__ */ y({
	type: ze,
	id: Re,
	transports: /* @__PURE__ */ b(/* @__PURE__ */ g(/* @__PURE__ */ x([
		"ble",
		"cable",
		"hybrid",
		"internal",
		"nfc",
		"smart-card",
		"usb"
	])))
}), Ve = /* @__PURE__ */ S({ password: he }), He = /* @__PURE__ */ S({ password: he }), Ue = /* @__PURE__ */ y({
	challenge: D(128),
	rp: /* @__PURE__ */ y({
		id: /* @__PURE__ */ C(),
		name: /* @__PURE__ */ C()
	}),
	user: /* @__PURE__ */ y({
		id: D(128),
		name: /* @__PURE__ */ C(),
		displayName: /* @__PURE__ */ C()
	}),
	pubKeyCredParams: /* @__PURE__ */ g(/* @__PURE__ */ y({
		type: ze,
		alg: /* @__PURE__ */ se()
	})),
	timeout: /* @__PURE__ */ se(),
	excludeCredentials: /* @__PURE__ */ g(Be),
	authenticatorSelection: /* @__PURE__ */ y({
		residentKey: /* @__PURE__ */ v("required"),
		requireResidentKey: /* @__PURE__ */ v(!0),
		userVerification: /* @__PURE__ */ v("required")
	}),
	attestation: /* @__PURE__ */ v("none")
}), We = /* @__PURE__ */ y({
	challenge: D(128),
	rpId: /* @__PURE__ */ C(),
	timeout: /* @__PURE__ */ se(),
	userVerification: /* @__PURE__ */ v("required")
}), Ge = /* @__PURE__ */ S({
	name: /* @__PURE__ */ b(Ie),
	credential: /* @__PURE__ */ y({
		id: Re,
		rawId: Re,
		type: ze,
		response: /* @__PURE__ */ y({
			clientDataJSON: D(2048),
			attestationObject: D(8192),
			transports: /* @__PURE__ */ b(/* @__PURE__ */ g(/* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ d(32))))
		})
	})
}), Ke = /* @__PURE__ */ S({ credential: /* @__PURE__ */ y({
	id: Re,
	rawId: Re,
	type: ze,
	response: /* @__PURE__ */ y({
		clientDataJSON: D(2048),
		authenticatorData: D(2048),
		signature: D(2048),
		userHandle: /* @__PURE__ */ b(D(128))
	})
}) }), qe = /* @__PURE__ */ S({
	id: /* @__PURE__ */ C(),
	name: /* @__PURE__ */ C(),
	createdAt: O,
	usedAt: /* @__PURE__ */ b(O)
}), Je = /* @__PURE__ */ S({ passkeys: /* @__PURE__ */ g(qe) }), Ye = /* @__PURE__ */ S({ name: Ie }), Xe = {
	signIn: {
		method: "POST",
		path: "/api/session",
		summary: "Sign in with a BHXH or personal number and a password; enough on a device that the account knows, which becomes the active one",
		session: !1,
		body: we,
		success: 200,
		response: Ee,
		errors: [
			...E,
			"sign_in_failed",
			"ticket_expired",
			"temporary_password_expired",
			"too_many_requests"
		]
	},
	readSession: {
		method: "GET",
		path: "/api/session",
		summary: "Who is signed in",
		session: !0,
		success: 200,
		response: Te,
		errors: T
	},
	signOut: Ce,
	readSignInMethods: {
		method: "GET",
		path: "/api/sign-in-methods",
		summary: "The ways to sign in that are offered",
		session: !1,
		success: 200,
		response: je,
		errors: []
	},
	endLostDevice: {
		method: "POST",
		path: "/api/session/lost-device",
		summary: "End the active device by number and password alone; gives nothing else, and the person is told",
		session: !1,
		body: we,
		success: 204,
		errors: [
			...E,
			"sign_in_failed",
			"ticket_expired",
			"temporary_password_expired",
			"too_many_requests"
		]
	},
	setNewPassword: {
		method: "POST",
		path: "/api/session/new-password",
		summary: "Replace a temporary password, on the way into a session; `password_weak` names `reasons`",
		session: !1,
		body: Oe,
		success: 200,
		response: Ee,
		errors: [
			...E,
			"ticket_expired",
			"password_weak",
			"too_many_requests"
		]
	},
	sendDeviceTransferCode: {
		method: "POST",
		path: "/api/session/take-over/code",
		summary: "Send a one-time code, good for this sign-in alone, to the phone on record",
		session: !1,
		body: De,
		success: 200,
		response: Ae,
		errors: [
			...E,
			"ticket_expired",
			"phone_missing",
			"too_many_requests"
		]
	},
	transferDevice: {
		method: "POST",
		path: "/api/session/take-over",
		summary: "Make this device the active one; the other is signed out and its credentials are revoked",
		session: !1,
		body: ke,
		success: 200,
		response: Ee,
		errors: [
			...E,
			"ticket_expired",
			"code_invalid"
		]
	},
	startVneid: {
		method: "POST",
		path: "/api/vneid/start",
		summary: "Begin to sign in by VNeID: the address of its page; binds the attempt to this browser (cookie)",
		session: !1,
		body: Me,
		success: 200,
		response: Ne,
		errors: [
			...E,
			"ticket_expired",
			"vneid_not_offered",
			"vneid_unavailable",
			"too_many_requests"
		]
	},
	finishVneid: {
		method: "POST",
		path: "/api/vneid",
		summary: "Sign in with what VNeID sent back to the app",
		session: !1,
		body: Fe,
		success: 200,
		response: Ee,
		errors: [
			...E,
			"vneid_not_offered",
			"vneid_unavailable",
			"vneid_cancelled",
			"vneid_level_too_low",
			"vneid_no_account",
			"vneid_mismatch",
			"vneid_other_browser",
			"vneid_refused",
			"ticket_expired"
		]
	},
	readDevices: {
		method: "GET",
		path: "/api/devices",
		summary: "The devices of the account and its last sign-ins",
		session: !0,
		success: 200,
		response: Le,
		errors: T
	},
	removeDevice: {
		method: "POST",
		path: "/api/devices/:id/removal",
		summary: "End a device with its session and credentials, and take it off the list",
		session: !0,
		body: Ve,
		success: 204,
		errors: [
			...E,
			...T,
			"password_wrong",
			"not_found"
		]
	},
	createPasskeyOptions: {
		method: "POST",
		path: "/api/passkeys/options",
		summary: "What a browser needs to make a passkey; the challenge is bound to the session",
		session: !0,
		body: He,
		success: 200,
		response: Ue,
		errors: [
			...E,
			...T,
			"password_wrong",
			"passkey_limit"
		]
	},
	addPasskey: {
		method: "POST",
		path: "/api/passkeys",
		summary: "Keep a passkey that was just made",
		session: !0,
		body: Ge,
		success: 200,
		response: qe,
		errors: [
			...E,
			...T,
			"passkey_refused",
			"passkey_limit"
		]
	},
	readPasskeys: {
		method: "GET",
		path: "/api/passkeys",
		summary: "The passkeys of the account",
		session: !0,
		success: 200,
		response: Je,
		errors: T
	},
	renamePasskey: {
		method: "PATCH",
		path: "/api/passkeys/:id",
		summary: "Give a passkey another name",
		session: !0,
		body: Ye,
		success: 204,
		errors: [
			...E,
			...T,
			"not_found"
		]
	},
	removePasskey: {
		method: "POST",
		path: "/api/passkeys/:id/removal",
		summary: "Forget a passkey",
		session: !0,
		body: Ve,
		success: 204,
		errors: [
			...E,
			...T,
			"password_wrong",
			"not_found"
		]
	},
	createPasskeySignInOptions: {
		method: "POST",
		path: "/api/session/passkey/options",
		summary: "What a browser needs to sign in with a passkey; the challenge is bound to this browser (cookie)",
		session: !1,
		success: 200,
		response: We,
		errors: ["forbidden_origin", "too_many_requests"]
	},
	signInWithPasskey: {
		method: "POST",
		path: "/api/session/passkey",
		summary: "Sign in with a passkey",
		session: !1,
		body: Ke,
		success: 200,
		response: Ee,
		errors: [
			...E,
			"passkey_refused",
			"passkey_unknown",
			"ticket_expired"
		]
	}
}, A = class extends Error {
	name = "AppError";
	code;
	retryable;
	retryAfter;
	reasons;
	constructor(e, t = {}) {
		super(e, { cause: t.cause }), this.code = e, this.retryable = t.retryable ?? !1, this.retryAfter = t.retryAfter, this.reasons = t.reasons ?? [];
	}
};
function j(e) {
	return e instanceof A ? e.code : "unexpected";
}
// src/core/result.ts
var M = (e) => ({
	ok: !0,
	value: e
}), N = (e) => ({
	ok: !1,
	error: e
});
// src/core/bytes.ts
function Ze(...e) {
	let t = new Uint8Array(e.reduce((e, t) => e + t.length, 0)), n = 0;
	for (let r of e) t.set(r, n), n += r.length;
	return t;
}
function Qe(e, t) {
	return $e(e, t) === 0;
}
function $e(e, t) {
	let n = Math.min(e.length, t.length);
	for (let r = 0; r < n; r++) {
		let n = (e[r] ?? 0) - (t[r] ?? 0);
		if (n !== 0) return n;
	}
	return e.length - t.length;
}
var et = new TextEncoder();
function P(e) {
	return et.encode(e);
}
var tt = new TextDecoder("utf-8", {
	fatal: !0,
	ignoreBOM: !0
});
function nt(e) {
	try {
		return M(tt.decode(e));
	} catch {
		return N("not_utf8");
	}
}
function rt(e) {
	let t = "";
	for (let n of e) t += n.toString(16).padStart(2, "0");
	return t;
}
function it(e) {
	if (e.length % 2 != 0 || !/^[0-9a-f]*$/i.test(e)) return N("not_hex");
	let t = new Uint8Array(e.length / 2);
	for (let n = 0; n < t.length; n++) t[n] = Number.parseInt(e.slice(2 * n, 2 * n + 2), 16);
	return M(t);
}
var at = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
function F(e) {
	let t = "";
	for (let n = 0; n < e.length; n += 3) {
		let r = (e[n] ?? 0) << 16 | (e[n + 1] ?? 0) << 8 | (e[n + 2] ?? 0), i = Math.min(4, e.length - n + 1);
		for (let e = 0; e < i; e++) t += at.charAt(r >> 18 - 6 * e & 63);
	}
	return t;
}
function ot(e) {
	let t = new Uint8Array(Math.floor(e.length * 3 / 4)), n = 0, r = 0, i = 0;
	for (let a of e) {
		let e = at.indexOf(a);
		if (e < 0) return N("not_base64url");
		n = (n << 6 | e) & 65535, r += 6, r >= 8 && (r -= 8, t[i++] = n >> r, n &= (1 << r) - 1);
	}
	return r < 6 && n === 0 ? M(t) : N("not_base64url");
}
// src/core/api/error-codes.ts
var st = {
	malformed_request: "I 100 010",
	invalid_fields: "I 100 020",
	body_too_large: "I 100 030",
	unsupported_media_type: "I 100 040",
	not_found: "I 100 050",
	method_not_allowed: "I 100 060",
	forbidden_origin: "I 100 070",
	too_many_requests: "I 100 080",
	internal: "I 100 090",
	unavailable: "I 100 100",
	sign_in_failed: "I 120 010",
	temporary_password_expired: "I 120 040",
	ticket_expired: "I 120 050",
	phone_missing: "I 120 060",
	vneid_not_offered: "I 120 110",
	vneid_unavailable: "I 120 120",
	vneid_cancelled: "I 120 130",
	vneid_level_too_low: "I 120 140",
	vneid_no_account: "I 120 150",
	vneid_mismatch: "I 120 160",
	vneid_other_browser: "I 120 170",
	vneid_refused: "I 120 180",
	passkey_refused: "I 120 210",
	passkey_unknown: "I 120 220",
	passkey_limit: "I 120 230",
	session_expired: "I 120 020",
	device_replaced: "I 120 030",
	device_removed: "I 120 035",
	nonce_expired: "I 130 010",
	proof_invalid: "I 130 020",
	card_unknown: "I 130 030",
	key_unknown: "I 130 040",
	key_limit: "I 130 050",
	code_invalid: "I 140 010",
	challenge_invalid: "I 140 020",
	password_weak: "I 140 030",
	password_wrong: "I 140 040",
	signature_invalid: "I 140 050",
	phone_in_use: "I 150 010",
	account_exists: "I 150 020",
	phone_proof_invalid: "I 150 030",
	number_not_found: "I 150 040",
	picture_invalid: "I 150 050",
	declaration_waiting: "I 150 060",
	idempotency_conflict: "I 150 070",
	file_unknown: "I 150 080",
	officer_session_expired: "I 160 010",
	officer_sign_in_failed: "I 160 020",
	officer_password_temporary: "I 160 030",
	officer_forbidden: "I 160 040",
	already_decided: "I 160 050",
	document_mismatch: "I 160 060",
	person_unknown: "I 160 070",
	account_unknown: "I 160 080",
	second_officer_needed: "I 160 090",
	officer_proof_needed: "I 160 100",
	officer_code_needed: "I 160 110",
	officer_code_failed: "I 160 120",
	officer_authenticator_needed: "I 160 130",
	other_person: "I 170 010",
	storage_unavailable: "W 100 010",
	storage_timeout: "W 100 020",
	storage_full: "W 100 030",
	storage_damaged: "W 100 040",
	worker_unavailable: "W 100 050",
	cookies_unavailable: "W 100 060",
	offline: "W 110 010",
	timeout: "W 110 020",
	answer_malformed: "W 110 030",
	answer_unverifiable: "W 110 040",
	answer_outdated: "W 110 050",
	trust_list_unverifiable: "W 110 060",
	snapshot_too_new: "W 110 070",
	unexpected: "W 190 010"
}, ct = 15e3, lt = 1048576;
async function I(e, t, n = {}) {
	return (await ft(e, t, n)).answer;
}
async function ut(e, t, n) {
	return ft(e, t, n, n.etag);
}
function dt({ path: e }, { params: t = {}, query: n = {} }) {
	let r = e.replace(/:(\w+)/g, (e, n) => encodeURIComponent(t[n] ?? "")), i = Object.entries(n).flatMap(([e, t]) => t === void 0 ? [] : [`${e}=${encodeURIComponent(t)}`]);
	return i.length > 0 ? `${r}?${i.join("&")}` : r;
}
async function ft({ fetch: e, now: t, startTimer: n }, r, i, a) {
	let { type: o, body: s } = pt(r, i), c = new AbortController(), l = n(() => c.abort(), i.limitMs ?? ct);
	try {
		let n = await e(dt(r, i), {
			method: r.method,
			headers: {
				...o && { "Content-Type": o },
				...a && { "If-None-Match": a },
				...i.headers
			},
			...s !== void 0 && { body: s },
			signal: c.signal,
			cache: "no-store",
			redirect: "error"
		}), l = await gt(n), u = Date.parse(n.headers.get("Date") ?? "") / 1e3, d = u > 0 ? { clockDifference: Math.round(u - t()) } : {};
		if (n.status === 304 && a) return {
			answer: void 0,
			...d
		};
		if (!n.ok) throw yt(n.status, l);
		if (!mt(r, n)) throw new A("answer_malformed");
		let f = n.headers.get("ETag");
		return {
			answer: ht(r, l),
			...f && { etag: f },
			...d
		};
	} catch (e) {
		throw e instanceof A ? e : new A(c.signal.aborted ? "timeout" : "offline", {
			cause: e,
			retryable: !0
		});
	} finally {
		l();
	}
}
function pt(e, { upload: t, body: n }) {
	if (t) return {
		type: t.type,
		body: t.bytes
	};
	if (!e.body) return {};
	let r = /* @__PURE__ */ ue(e.body, n);
	if (!r.success) throw new A("invalid_fields");
	return {
		type: "application/json",
		body: JSON.stringify(r.output)
	};
}
function mt({ binary: e }, { status: t, headers: n }) {
	let [r = ""] = (n.get("Content-Type") ?? "").split(";");
	return t === 204 || r.trim().toLowerCase() === (e ?? "application/json");
}
function ht({ response: e, binary: t }, n) {
	if (t) return n;
	if (!e) return;
	let r = /* @__PURE__ */ ue(e, _t(n)), i = r.issues?.every(({ type: e, expected: t }) => e === "strict_object" && t === "never");
	if (!r.success && !i) throw new A("answer_malformed");
	return r.output;
}
async function gt(e) {
	let t = [], n = 0, r = e.body?.getReader();
	for (let e = await r?.read(); e && !e.done; e = await r?.read()) {
		if (n += e.value.length, n > lt) throw await r?.cancel(), new A("answer_malformed");
		t.push(e.value);
	}
	return Ze(...t);
}
function _t(e) {
	let t = nt(e);
	try {
		return JSON.parse(t.ok ? t.value : "");
	} catch {
		return;
	}
}
var vt = /* @__PURE__ */ y({
	code: /* @__PURE__ */ ae(/* @__PURE__ */ C(), ""),
	precisely: /* @__PURE__ */ ae(/* @__PURE__ */ C(), ""),
	retryAfter: /* @__PURE__ */ ae(/* @__PURE__ */ b(/* @__PURE__ */ w(/* @__PURE__ */ se(), /* @__PURE__ */ p(0))), void 0),
	reasons: /* @__PURE__ */ ae(/* @__PURE__ */ g(/* @__PURE__ */ ce()), [])
});
function yt(e, t) {
	let n = /* @__PURE__ */ ue(vt, _t(t)), { code: r, precisely: i, retryAfter: a, reasons: o } = n.success ? n.output : {
		code: "",
		precisely: "",
		retryAfter: void 0,
		reasons: []
	}, s = [i, r].find(bt);
	return s === void 0 ? new A(e >= 500 ? "unavailable" : "answer_malformed", { retryable: e >= 500 }) : new A(s, {
		retryable: e >= 500 || e === 429,
		retryAfter: a,
		reasons: o.filter((e) => typeof e == "string")
	});
}
function bt(e) {
	return Object.hasOwn(st, e);
}
// src/wallet/history/history-rows.ts
var xt = "snapshot";
function St(e, t) {
	return `${e}:${t}`;
}
function Ct({ personId: e, sequence: t, seen: n, dependants: r = [] }) {
	return e === void 0 ? [] : [{
		personId: e,
		relation: "self",
		...n === void 0 ? {
			current: xt,
			seen: xt
		} : {
			current: St(e, t),
			seen: St(e, n)
		}
	}, ...r.flatMap(({ stored: e, ...t }) => e === void 0 ? [] : [{
		personId: t.personId,
		relation: t.relation,
		current: St(t.personId, e.sequence),
		seen: St(t.personId, e.seen)
	}])];
}
function wt(e, t = []) {
	let n = /* @__PURE__ */ new Map();
	for (let { personId: t, relation: r } of e.cards) t !== void 0 && n.set(t, r);
	return [...n].map(([e, n]) => ({
		...t.find((t) => t.personId === e),
		personId: e,
		relation: n
	}));
}
async function Tt(e, t) {
	let n = new Set(Ct(t).flatMap(({ current: e, seen: t }) => [e, t])), r = await e.getAllKeys();
	await Promise.all(r.filter((e) => !n.has(e)).map((t) => e.delete(t)));
}
// src/core/cose/cbor.ts
var Et = (e) => Array.isArray(e), Dt = 0, Ot = 1, kt = 2, At = 3, jt = 4, Mt = 5, Nt = 6, Pt = 244, Ft = 245, It = 246;
function Lt(e, t) {
	if (typeof e == "string" && typeof t == "string") {
		let [n, r] = [P(e), P(t)];
		return n.length - r.length || $e(n, r);
	}
	let n = (e) => typeof e == "string" ? 2 : +(e < 0);
	return n(e) - n(t) || Math.abs(Number(e)) - Math.abs(Number(t));
}
function L(e) {
	let t = /* @__PURE__ */ new Uint8Array(256), n = 0, r = (e) => {
		if (n + e <= t.length) return;
		let r = new Uint8Array(Math.max(2 * t.length, n + e));
		r.set(t.subarray(0, n)), t = r;
	}, i = (e) => {
		r(e.length), t.set(e, n), n += e.length;
	}, a = (e, i) => {
		r(9);
		let a = i < 24 ? 0 : i < 256 ? 1 : i < 65536 ? 2 : i < 4294967296 ? 4 : 8;
		t[n++] = e << 5 | (a === 0 ? i : 24 + Math.log2(a));
		for (let e = a - 1; e >= 0; e--) t[n++] = Math.floor(i / 256 ** e) % 256;
	}, o = (e) => {
		if (typeof e == "number") {
			if (!Number.isSafeInteger(e)) throw RangeError("not a safe integer");
			e < 0 ? a(Ot, -1 - e) : a(Dt, e);
		} else if (typeof e == "string") {
			let t = P(e);
			a(At, t.length), i(t);
		} else if (e === null || typeof e == "boolean") r(1), t[n++] = e === null ? It : e ? Ft : Pt;
		else if (e instanceof Uint8Array) a(kt, e.length), i(e);
		else if (e instanceof Map) {
			let t = e;
			a(Mt, t.size);
			for (let e of [...t.keys()].sort(Lt)) o(e), o(t.get(e) ?? null);
		} else if (Et(e)) {
			a(jt, e.length);
			for (let t of e) o(t);
		} else "tag" in e && (a(Nt, e.tag), o(e.value));
	};
	return o(e), t.slice(0, n);
}
function Rt(e, t = {}) {
	let { maxDepth: n = 8, maxItems: r = 4096, maxBytes: i = 65536 } = t, a = 0, o = 0, s = "truncated", c = (e) => {
		s = e;
	}, l = (t) => {
		if (t < 24) return t;
		if (t > 27) return c("unsupported");
		let n = 2 ** (t - 24);
		if (a + n > e.length) return c("truncated");
		let r = 0;
		for (let t = a + n; a < t; a++) r = r * 256 + (e[a] ?? 0);
		return r < (n === 1 ? 24 : 256 ** (n / 2)) ? c("non_canonical") : r <= 2 ** 53 - 1 ? r : c("unsupported");
	}, u = (t) => t > e.length - a ? c("truncated") : (a += t, new Uint8Array(e.subarray(a - t, a))), d = (e, t) => {
		let n = [];
		for (; n.length < e;) {
			let e = p(t);
			if (e === void 0) return;
			n.push(e);
		}
		return n;
	}, f = (t, n) => {
		let r = /* @__PURE__ */ new Map(), i = /* @__PURE__ */ new Uint8Array();
		for (; r.size < t;) {
			let t = a, o = p(n);
			if (o === void 0) return;
			if (typeof o != "number" && typeof o != "string") return c("unsupported");
			let s = new Uint8Array(e.subarray(t, a));
			if ($e(i, s) >= 0) return c("non_canonical");
			i = s;
			let l = p(n);
			if (l === void 0) return;
			r.set(o, l);
		}
		return r;
	}, p = (t) => {
		let i = e[a++];
		if (i === void 0) return c("truncated");
		if (++o > r) return c("too_large");
		if (i >= Pt && i <= It) return i === It ? null : i === Ft;
		let s = i >> 5;
		if (s > Nt) return c("unsupported");
		let m = l(i & 31);
		if (m === void 0) return;
		if (s === Dt) return m;
		if (s === Ot) return m < 2 ** 53 - 1 ? -1 - m : c("unsupported");
		if (s === kt) return u(m);
		if (s === At) {
			let e = u(m);
			if (!e) return;
			let t = nt(e);
			return t.ok ? t.value : c("not_utf8");
		}
		if (t === n) return c("too_deep");
		if (s === jt) return d(m, t + 1);
		if (s === Mt) return f(m, t + 1);
		let h = p(t + 1);
		return h === void 0 ? void 0 : {
			tag: m,
			value: h
		};
	};
	if (e.length > i) return N("too_large");
	let m = p(0);
	return m === void 0 ? N(s) : a === e.length ? M(m) : N("trailing_bytes");
}
// src/wallet/sealing/tier-a.ts
var R = "AES-GCM";
function zt({ store: e, id: t, schema: n, sequence: r }) {
	return L([
		e,
		t,
		n,
		r
	]);
}
async function Bt(e, t, n) {
	let { id: r, schema: i, sequence: a } = t, o = crypto.getRandomValues(/* @__PURE__ */ new Uint8Array(12)), s = {
		name: R,
		iv: o,
		additionalData: zt(t)
	}, c = await crypto.subtle.encrypt(s, e, P(JSON.stringify(n)));
	return {
		id: r,
		schema: i,
		sequence: a,
		iv: o,
		sealed: new Uint8Array(c)
	};
}
async function Vt(e, t, n) {
	let r = {
		name: R,
		iv: n.iv,
		additionalData: zt({
			...n,
			store: t
		})
	};
	try {
		let t = nt(new Uint8Array(await crypto.subtle.decrypt(r, e, n.sealed)));
		if (t.ok) return JSON.parse(t.value);
	} catch (e) {
		throw new A("storage_damaged", { cause: e });
	}
	throw new A("storage_damaged");
}
// src/wallet/sealing/device-key.ts
var Ht = {
	name: R,
	length: 256
}, Ut = [
	"encrypt",
	"decrypt",
	"wrapKey",
	"unwrapKey"
];
function Wt(e) {
	return "key" in e ? Promise.resolve(e.key) : crypto.subtle.importKey("raw", e.raw, R, !1, Ut);
}
async function Gt(e) {
	let t = await e.transact(["keys"], "readonly", (e) => e.objectStore("keys").get("device"));
	return t?.id === "device" ? Wt(t) : void 0;
}
async function Kt(e) {
	let t = await Gt(e);
	if (t) return t;
	let n = await crypto.subtle.generateKey(Ht, !1, Ut);
	try {
		let t = await qt(e, {
			id: "device",
			key: n
		});
		if ("raw" in t || await Jt(n, t.key)) return await Wt(t);
	} catch {}
	return Wt(await qt(e, {
		id: "device",
		raw: crypto.getRandomValues(/* @__PURE__ */ new Uint8Array(32))
	}, !0));
}
function qt(e, t, n = !1) {
	return e.transact(["keys"], "readwrite", async (e) => {
		let r = e.objectStore("keys"), i = await r.get("device");
		if (i?.id === "device" && !n) return i;
		await r.put(t);
		let a = await r.get("device");
		return a?.id === "device" ? a : t;
	});
}
async function Jt(e, t) {
	let n = {
		name: R,
		iv: crypto.getRandomValues(/* @__PURE__ */ new Uint8Array(12))
	}, r = await crypto.subtle.encrypt(n, t, /* @__PURE__ */ new Uint8Array(1));
	return t === e || (await crypto.subtle.decrypt(n, t, r)).byteLength === 1;
}
// src/wallet/cards/card-record.ts
var Yt = 1;
function Xt(e, t, n) {
	let { credential: r, paperCredential: i, ...a } = t, o = {
		...a,
		...r && { credential: F(r) },
		...i && { paperCredential: F(i) }
	};
	return Bt(e, {
		store: "cards",
		id: t.cardId,
		schema: Yt,
		sequence: n
	}, o);
}
async function Zt(e, t) {
	let { credential: n, paperCredential: r, ...i } = await Vt(e, "cards", t);
	return {
		...i,
		...Qt("credential", n),
		...Qt("paperCredential", r)
	};
}
function Qt(e, t) {
	let n = t === void 0 ? void 0 : ot(t);
	return n?.ok ? { [e]: n.value } : {};
}
// src/wallet/cards/wallet-state.ts
var $t = 1;
function en(e) {
	return e.signedIn && e.confirmedSignIn === e.signIns ? e.personId : void 0;
}
var tn = {
	sequence: 0,
	signedIn: !1,
	holderKeys: "none"
};
function nn(e, t) {
	return Bt(e, {
		store: "state",
		id: "wallet",
		schema: $t,
		sequence: t.sequence
	}, t);
}
async function rn(e, t) {
	return await Vt(e, "state", t);
}
// src/wallet/cards/read-wallet.ts
function an(e) {
	return e.transact([
		"keys",
		"cards",
		"state",
		"choices",
		"preferences"
	], "readonly", async (e) => {
		let [t, n, r, i, a] = await Promise.all([
			e.objectStore("keys").getAll(),
			e.objectStore("cards").getAll(),
			e.objectStore("state").get("wallet"),
			e.objectStore("choices").get("card"),
			e.objectStore("preferences").get("language")
		]);
		return {
			keys: t,
			cards: n,
			state: r,
			choice: i,
			language: a
		};
	});
}
async function z(e, t) {
	let { keys: n, cards: r, state: i, choice: a, language: o } = await an(e), s = n.find((e) => e.id === "device"), c = s?.id === "device" ? await Wt(s) : void 0, l = (e, n) => (on(n, t?.rows.cards.get(n.id)) ? t?.cards.find(({ cardId: e }) => e === n.id) : void 0) ?? Zt(e, n), [u, ...d] = await Promise.all([c && i ? ((e, n) => t && on(n, t.rows.state) ? t.state : rn(e, n))(c, i) : tn, ...c ? r.map((e) => l(c, e)) : []]);
	d.sort((e, t) => e.position - t.position);
	let f = {
		...a?.cardId !== void 0 && { chosenCardId: a.cardId },
		...a?.code && { chosenCode: a.code },
		...o?.id === "language" && { language: o.value }
	};
	return {
		deviceKey: c,
		holderKeys: n.filter((e) => "cardId" in e),
		cards: d,
		state: u,
		rows: {
			state: i,
			cards: new Map(r.map((e) => [e.id, e]))
		},
		face: sn({
			cards: d,
			state: u
		}, f)
	};
}
function on(e, t) {
	return e && t ? Qe(e.iv, t.iv) : e === t;
}
function sn({ cards: e, state: t }, { chosenCardId: n, chosenCode: r, language: i }) {
	let { sequence: a, signedIn: o, holderKeys: s, refresh: c, dependants: l } = t;
	return {
		cards: e.map((e) => ({
			...e,
			refreshed: l?.find(({ personId: t }) => t === e.personId)?.refreshed
		})),
		...n !== void 0 && { chosenCardId: n },
		...r && { chosenCode: r },
		...i !== void 0 && { language: i },
		sequence: a,
		...t.seen !== void 0 && { histories: Ct(t).map((e) => e.current).join(" ") },
		signedIn: o,
		...c && { refresh: c },
		holderKeys: s
	};
}
async function cn(e) {
	return (await z(e)).face;
}
// src/wallet/database/stores.ts
var ln = {
	keys: {
		clearOn: "sign-out",
		outlives: "their-key"
	},
	cards: {
		clearOn: "sign-out",
		outlives: "self-declared"
	},
	state: { clearOn: "sign-out" },
	history: { clearOn: "sign-out" },
	drafts: { clearOn: "sign-out" },
	outbox: { clearOn: "sign-out" },
	blobs: { clearOn: "sign-out" },
	choices: { clearOn: "sign-out" },
	preferences: { clearOn: "never" },
	trust: { clearOn: "never" }
}, un = (e, t) => t.some((t) => e instanceof t), dn, fn;
function pn() {
	return dn ||= [
		IDBIndex,
		IDBObjectStore,
		IDBCursor,
		IDBDatabase,
		IDBTransaction
	];
}
function mn() {
	return fn ||= [
		"advance",
		"continue",
		"continuePrimaryKey"
	].map((e) => IDBCursor.prototype[e]);
}
var hn = /* @__PURE__ */ new WeakMap(), gn = /* @__PURE__ */ new WeakMap(), _n = /* @__PURE__ */ new WeakMap();
function vn(e) {
	let t = new Promise((t, n) => {
		let r = () => {
			e.removeEventListener("success", i), e.removeEventListener("error", a);
		}, i = () => {
			t(B(e.result)), r();
		}, a = () => {
			n(e.error), r();
		};
		e.addEventListener("success", i), e.addEventListener("error", a);
	});
	return _n.set(t, e), t;
}
function yn(e) {
	if (hn.has(e)) return;
	let t = new Promise((t, n) => {
		let r = () => {
			e.removeEventListener("complete", i), e.removeEventListener("error", a), e.removeEventListener("abort", a);
		}, i = () => {
			t(), r();
		}, a = () => {
			n(e.error || new DOMException("AbortError", "AbortError")), r();
		};
		e.addEventListener("complete", i), e.addEventListener("error", a), e.addEventListener("abort", a);
	});
	hn.set(e, t);
}
var bn = {
	get(e, t, n) {
		if (e instanceof IDBTransaction) {
			if (t === "done") return hn.get(e);
			if (t === "store") return n.objectStoreNames[1] ? void 0 : n.objectStore(n.objectStoreNames[0]);
		}
		return B(e[t]);
	},
	set(e, t, n) {
		return e[t] = n, !0;
	},
	has(e, t) {
		return e instanceof IDBTransaction && (t === "done" || t === "store") || t in e;
	}
};
function xn(e) {
	bn = e(bn);
}
function Sn(e) {
	return mn().includes(e) ? function(...t) {
		return e.apply(wn(this), t), B(this.request);
	} : function(...t) {
		return B(e.apply(wn(this), t));
	};
}
function Cn(e) {
	return typeof e == "function" ? Sn(e) : (e instanceof IDBTransaction && yn(e), un(e, pn()) ? new Proxy(e, bn) : e);
}
function B(e) {
	if (e instanceof IDBRequest) return vn(e);
	if (gn.has(e)) return gn.get(e);
	let t = Cn(e);
	return Object.is(t, e) || (gn.set(e, t), _n.set(t, e)), t;
}
var wn = (e) => _n.get(e);
function Tn(e, t, { blocked: n, upgrade: r, blocking: i, terminated: a } = {}) {
	let o = indexedDB.open(e, t), s = B(o);
	return r && o.addEventListener("upgradeneeded", (e) => {
		r(B(o.result), e.oldVersion, e.newVersion, B(o.transaction), e);
	}), n && o.addEventListener("blocked", (e) => n(e.oldVersion, e.newVersion, e)), s.then((e) => {
		a && e.addEventListener("close", () => a()), i && e.addEventListener("versionchange", (e) => i(e.oldVersion, e.newVersion, e));
	}).catch(() => {}), s;
}
var En = [
	"get",
	"getKey",
	"getAll",
	"getAllKeys",
	"count"
], Dn = [
	"put",
	"add",
	"delete",
	"clear"
], On = {};
function kn(e, t) {
	if (!(e instanceof IDBDatabase && !(t in e) && typeof t == "string")) return;
	if (On[t]) return On[t];
	let n = t.replace(/FromIndex$/, ""), r = t !== n, i = Dn.includes(n);
	return !(n in (r ? IDBIndex : IDBObjectStore).prototype) || !(i || En.includes(n)) ? void 0 : On[t] = async function(e, ...t) {
		let a = this.transaction(e, i ? "readwrite" : "readonly"), o = a.store;
		return r && (o = o.index(t.shift())), (await Promise.all([o[n](...t), i && a.done]))[0];
	};
}
xn((e) => ({
	...e,
	get: (t, n, r) => kn(t, n) || e.get(t, n, r),
	has: (t, n) => !!kn(t, n) || e.has(t, n)
}));
var An = [
	"advance",
	"continue",
	"continuePrimaryKey"
], jn = {}, Mn = /* @__PURE__ */ new WeakMap(), Nn = /* @__PURE__ */ new WeakMap(), Pn = { get(e, t) {
	if (!An.includes(t)) return e[t];
	let n = jn[t];
	return n ||= jn[t] = function(...e) {
		Mn.set(this, Nn.get(this)[t](...e));
	}, n;
} };
async function* Fn(...e) {
	let t = this;
	if (t instanceof IDBCursor || (t = await t.openCursor(...e)), !t) return;
	t = t;
	let n = new Proxy(t, Pn);
	for (Nn.set(n, t), _n.set(n, wn(t)); t;) yield n, t = await (Mn.get(n) || t.continue()), Mn.delete(n);
}
function In(e, t) {
	return t === Symbol.asyncIterator && un(e, [
		IDBIndex,
		IDBObjectStore,
		IDBCursor
	]) || t === "iterate" && un(e, [IDBIndex, IDBObjectStore]);
}
xn((e) => ({
	...e,
	get(t, n, r) {
		return In(t, n) ? Fn : e.get(t, n, r);
	},
	has(t, n) {
		return In(t, n) || e.has(t, n);
	}
}));
// src/wallet/database/migrations.ts
var Ln = [(e) => {
	for (let t of [
		"keys",
		"cards",
		"state",
		"history",
		"drafts",
		"choices",
		"preferences",
		"trust"
	]) e.createObjectStore(t, { keyPath: "id" });
}, (e) => {
	for (let t of ["outbox", "blobs"]) e.createObjectStore(t, { keyPath: "id" });
}], Rn = "vi-bhyt", zn = 800;
async function Bn(e) {
	let t = !1, n = Tn(Rn, Ln.length, {
		upgrade(e, t) {
			for (let n of Ln.slice(t)) n(e);
		},
		blocking(t, n, r) {
			r.target.close(), e();
		},
		terminated: e
	});
	n.then((e) => {
		t && e.close();
	}, () => {});
	let r, i = new Promise((e, n) => {
		r = setTimeout(() => {
			t = !0, n(new A("storage_timeout", { retryable: !0 }));
		}, zn);
	});
	try {
		return await Promise.race([n, i]);
	} finally {
		clearTimeout(r);
	}
}
function Vn(e, ...t) {
	return e instanceof Error && t.includes(e.name);
}
function Hn(e) {
	return e instanceof A ? e : Vn(e, "QuotaExceededError") ? new A("storage_full", { cause: e }) : new A("storage_unavailable", {
		cause: e,
		retryable: !0
	});
}
async function Un() {
	let e, t = () => {
		e = void 0;
	}, n = () => (e ??= Bn(t).catch((e) => {
		throw t(), Hn(e);
	}), e), r = async (e, r) => {
		let i = async () => (await n()).transaction([...e], r);
		try {
			return await i();
		} catch (e) {
			if (!Vn(e, "InvalidStateError")) throw e;
			return t(), await i();
		}
	};
	return await n().catch(n), {
		async transact(e, t, n) {
			try {
				let i = await r(e, t);
				i.done.catch(() => {});
				let a = await n(i).catch((e) => {
					throw Wn(i), i.error ?? e;
				});
				return t === "readwrite" && await i.done, a;
			} catch (e) {
				throw Hn(e);
			}
		},
		close() {
			e?.then((e) => e.close()).catch(() => {}), t();
		}
	};
}
function Wn(e) {
	try {
		e.abort();
	} catch {}
}
// src/wallet/sealing/packed-rows.ts
function Gn(e) {
	let t = {};
	for (let n of new Set(e.flatMap((e) => Object.keys(e))).values()) t[n] = Kn(e.map((e) => e[n]));
	return {
		length: e.length,
		columns: t
	};
}
function Kn(e) {
	if (!e.every((e) => e === void 0 || typeof e == "string")) return { values: e.map((e) => e ?? null) };
	let t = /* @__PURE__ */ new Map(), n = e.map((e) => {
		if (e === void 0) return -1;
		let n = t.get(e) ?? t.size;
		return t.set(e, n), n;
	});
	return {
		texts: [...t.keys()],
		at: n
	};
}
function qn({ length: e, columns: t }) {
	let n = Array.from({ length: e }, () => ({}));
	for (let [e, r] of Object.entries(t)) {
		let t = "at" in r ? (e) => r.texts[r.at[e] ?? -1] : (e) => r.values[e];
		for (let [r, i] of n.entries()) {
			let n = t(r);
			n != null && (i[e] = n);
		}
	}
	return n;
}
// src/wallet/sealing/wallet-key.ts
var Jn = {
	name: "ECDH",
	namedCurve: "P-256"
};
function Yn(e) {
	return crypto.getRandomValues(new Uint8Array(e));
}
function Xn({ store: e, id: t, schema: n }) {
	return L([
		e,
		t,
		n
	]);
}
async function Zn(e) {
	let t = await crypto.subtle.generateKey(Jn, !0, ["deriveBits"]), n = Yn(12), r = new Uint8Array(await crypto.subtle.exportKey("raw", t.publicKey)), i = new Uint8Array(await crypto.subtle.wrapKey("pkcs8", t.privateKey, e, {
		name: R,
		iv: n
	}));
	return {
		id: "wallet",
		version: 1,
		keyId: F(Yn(6)),
		publicKey: r,
		wrapped: [{
			by: "device",
			iv: n,
			key: i
		}]
	};
}
async function Qn(e, t) {
	let n = await e.transact(["keys"], "readonly", (e) => e.objectStore("keys").get("wallet"));
	if (n?.id === "wallet" && await $n(t, n)) return n;
	let r = await Zn(t);
	return e.transact(["keys"], "readwrite", async (e) => {
		let t = e.objectStore("keys"), i = await t.get("wallet");
		return i?.id === "wallet" && i.keyId !== (n?.id === "wallet" && n.keyId) ? i : (await t.put(r), r);
	});
}
function $n(e, t) {
	return er(e, t).then(() => !0, () => !1);
}
async function er(e, t) {
	for (let { by: n, iv: r, key: i } of t.wrapped) if (n === "device") try {
		return await crypto.subtle.unwrapKey("pkcs8", i, e, {
			name: R,
			iv: r
		}, Jn, !1, ["deriveBits"]);
	} catch (e) {
		throw new A("storage_damaged", { cause: e });
	}
	throw new A("storage_damaged");
}
async function tr(e, t, n, r) {
	let i = await crypto.subtle.importKey("raw", t, Jn, !0, []), a = await crypto.subtle.deriveBits({
		name: "ECDH",
		public: i
	}, e, 256), o = await crypto.subtle.importKey("raw", a, "HKDF", !1, ["deriveKey"]), s = {
		name: "HKDF",
		hash: "SHA-256",
		salt: /* @__PURE__ */ new Uint8Array(),
		info: Xn(n)
	};
	return crypto.subtle.deriveKey(s, o, {
		name: R,
		length: 256
	}, !1, [r]);
}
function nr(e, t, n) {
	return rr(e, t, P(JSON.stringify(n)));
}
async function rr(e, t, n) {
	let r = Xn(t), i = await crypto.subtle.generateKey({
		name: R,
		length: 256
	}, !0, ["encrypt"]), a = Yn(12), o = await crypto.subtle.encrypt({
		name: R,
		iv: a,
		additionalData: r
	}, i, n), s = await crypto.subtle.generateKey(Jn, !1, ["deriveBits"]), c = await tr(s.privateKey, e.publicKey, t, "wrapKey"), l = Yn(12), u = {
		name: R,
		iv: l,
		additionalData: r
	}, d = await crypto.subtle.wrapKey("raw", i, c, u), f = {
		keyId: e.keyId,
		ephemeral: new Uint8Array(await crypto.subtle.exportKey("raw", s.publicKey)),
		iv: l,
		wrappedKey: new Uint8Array(d)
	}, { id: p, schema: m } = t;
	return {
		id: p,
		schema: m,
		version: 1,
		recipients: [f],
		iv: a,
		sealed: new Uint8Array(o)
	};
}
async function ir(e, t, n) {
	let r = nt(await ar(e, t, n));
	if (r.ok) return JSON.parse(r.value);
	throw new A("storage_damaged");
}
async function ar(e, t, n) {
	let r = {
		store: t,
		id: n.id,
		schema: n.schema
	}, i = Xn(r), a = n.recipients.find(({ keyId: t }) => t === e.keyId);
	if (!a) throw new A("storage_damaged");
	try {
		let t = await tr(e.privateKey, a.ephemeral, r, "unwrapKey"), o = {
			name: R,
			iv: a.iv,
			additionalData: i
		}, { wrappedKey: s } = a, c = await crypto.subtle.unwrapKey("raw", s, t, o, R, !1, ["decrypt"]), l = {
			name: R,
			iv: n.iv,
			additionalData: i
		};
		return new Uint8Array(await crypto.subtle.decrypt(l, c, n.sealed));
	} catch (e) {
		throw new A("storage_damaged", { cause: e });
	}
}
// src/wallet/history/load-history.ts
var or = 2;
function sr(e) {
	return "columns" in e ? qn(e) : e;
}
function cr(e, t) {
	let { issuedAt: n, holder: r, participation: i, benefits: a, visits: o, totalsToken: s, unread: c } = t, l = {
		issuedAt: n,
		holder: r,
		participation: Gn(i),
		benefits: Gn(a),
		visits: Gn(o),
		totalsToken: F(s),
		cards: t.cards.map(({ hospitalText: e, paperCredential: t, unread: n, ...r }) => r),
		...c !== void 0 && { unread: c }
	};
	return nr(e, {
		store: "history",
		id: St(t.personId, t.sequence),
		schema: or
	}, l);
}
async function lr(e) {
	let { device: t, wallet: n, state: r } = await e.transact(["keys", "state"], "readonly", async (e) => {
		let [t, n, r] = await Promise.all([
			e.objectStore("keys").get("device"),
			e.objectStore("keys").get("wallet"),
			e.objectStore("state").get("wallet")
		]);
		return {
			device: t,
			wallet: n,
			state: r
		};
	});
	if (t?.id !== "device" || n?.id !== "wallet" || !r) return {
		rows: [],
		open: async () => void 0
	};
	let i = await Wt(t), [a, o] = await Promise.all([rn(i, r), er(i, n)]);
	return {
		rows: Ct(a),
		async open(t) {
			let r = await e.transact(["history"], "readonly", (e) => e.objectStore("history").get(t));
			if (!r) return;
			let { totalsToken: i, participation: a, benefits: s, visits: c, ...l } = await ir({
				keyId: n.keyId,
				privateKey: o
			}, "history", r), u = ot(i);
			return {
				...l,
				participation: sr(a),
				benefits: sr(s),
				visits: sr(c),
				totalsToken: u.ok ? u.value : /* @__PURE__ */ new Uint8Array()
			};
		}
	};
}
async function ur(e) {
	let { rows: t, open: n } = await lr(e);
	return (await Promise.all(t.map(async ({ personId: e, relation: t, current: r }) => ({
		personId: e,
		relation: t,
		history: await n(r)
	})))).flatMap(({ history: e, ...t }) => e ? [{
		...t,
		history: e
	}] : []);
}
// src/wallet/database/web-lock.ts
var dr = "vi-bhyt-refresh", fr = /* @__PURE__ */ new Map();
function pr(e, t) {
	if ("locks" in navigator) return navigator.locks.request(e, t);
	let n = (fr.get(e) ?? Promise.resolve()).then(t, t);
	return fr.set(e, n), n;
}
// src/wallet/sealing/tier-b.ts
async function mr(e) {
	let t = await Kt(e), n = await Qn(e, t), r = async () => ({
		keyId: n.keyId,
		privateKey: await er(t, n)
	});
	return {
		seal: (e, t) => nr(n, e, t),
		sealBytes: (e, t) => rr(n, e, t),
		open: async (e, t) => ir(await r(), e, t),
		openBytes: async (e, t) => ar(await r(), e, t)
	};
}
// src/wallet/sealing/blobs.ts
var hr = 1;
async function gr(e, t, n, r) {
	if (r.length > 6e5) throw RangeError("blob too large");
	let i = {
		store: "blobs",
		id: `${t}/${n}`,
		schema: hr
	};
	return (await mr(e)).sealBytes(i, r);
}
async function _r(e, t, n) {
	let r = `${t}/${n}`, i = await e.transact(["blobs"], "readonly", (e) => e.objectStore("blobs").get(r));
	return i && (await mr(e)).openBytes("blobs", i);
}
function vr(e, t) {
	return e.delete(IDBKeyRange.bound(`${t}/`, `${t}0`, !1, !0));
}
// src/wallet/outbox/outbox-kinds.ts
var yr = {
	registration: !1,
	report: !0
}, br = "vi-bhyt-outbox", xr = 20, Sr = 2e4, Cr = 4;
async function wr(e, { kind: t, payload: n, blobs: r = {}, draft: i }, { id: a, now: o }) {
	let s = Object.entries(r);
	if (JSON.stringify(n).length > Sr || s.length > Cr) throw RangeError("outbox item too large");
	let c = yr[t] ? en((await z(e)).state) : void 0;
	if (yr[t] && c === void 0) throw new A("session_expired");
	let l = await mr(e), u = {
		store: "outbox",
		id: `${a}/payload`,
		schema: 1
	}, d = {
		id: a,
		kind: t,
		state: "waiting",
		queuedAt: o,
		...c !== void 0 && { personId: c },
		...i && { draft: i },
		payload: await l.seal(u, n),
		tries: 0
	}, f = await Promise.all(s.map(([t, n]) => gr(e, `outbox/${a}`, t, n)));
	return e.transact(["outbox", "blobs"], "readwrite", async (e) => {
		let t = e.objectStore("outbox"), n = await t.getAll();
		if (n.some((e) => e.id === a)) return M(void 0);
		if (n.length >= xr) {
			let [e] = n.filter(({ state: e }) => e === "sent").sort(Dr);
			if (!e) return N("outbox_full");
			await t.delete(e.id);
		}
		return await Promise.all([t.put(d), ...f.map((t) => e.objectStore("blobs").put(t))]), M(void 0);
	});
}
async function Tr(e) {
	return (await e.transact(["outbox"], "readonly", (e) => e.objectStore("outbox").getAll())).sort(Dr).map(({ payload: e, notes: t, answer: n, draft: r, ...i }) => i);
}
async function Er(e, t) {
	let n = await e.getAll();
	for (let { id: r, personId: i } of n) i !== void 0 && (await e.delete(r), await vr(t, `outbox/${r}`));
}
function Dr(e, t) {
	return e.queuedAt - t.queuedAt;
}
// src/core/api/challenge.ts
var Or = /* @__PURE__ */ w(D(2048), /* @__PURE__ */ f(1)), kr = [
	"image/jpeg",
	"image/png",
	"image/webp"
], Ar = [
	"portrait",
	"front",
	"back"
], jr = "Phone-Proof", Mr = "Idempotency-Key", Nr = /* @__PURE__ */ w(D(128), /* @__PURE__ */ f(1)), Pr = /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ l(pe)), Fr = (e) => /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ d(e), /* @__PURE__ */ l(de), /* @__PURE__ */ m(/\S/)), Ir = /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ m(/^[0-9a-f]{64}$/)), Lr = /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ m(/^DK-\d\d(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)), Rr = [
	"cccd",
	"can-cuoc",
	"cmnd",
	"passport"
], zr = /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ m(/^[A-Z0-9]{6,12}$/)), Br = /* @__PURE__ */ S({
	phone: _e,
	solution: Or
}), Vr = /* @__PURE__ */ S({
	resendAt: O,
	expiresAt: O
}), Hr = /* @__PURE__ */ S({
	phone: _e,
	code: ge,
	number: me
}), Ur = /* @__PURE__ */ S({
	phoneProof: Nr,
	expiresAt: O
}), Wr = /* @__PURE__ */ S({
	fullName: Pr,
	dateOfBirth: be,
	identityNumber: /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ m(/^(\d{9}|\d{12})$/)),
	solution: Or
}), Gr = /* @__PURE__ */ S({ bhxhCode: /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ m(/^\d{10}$/)) }), Kr = /* @__PURE__ */ S({ picture: Ir }), qr = /* @__PURE__ */ S({
	number: me,
	fullName: Pr,
	dateOfBirth: be,
	sex: /* @__PURE__ */ x(["male", "female"]),
	nationality: /* @__PURE__ */ b(Fr(50)),
	ethnicity: /* @__PURE__ */ b(Fr(50)),
	identity: /* @__PURE__ */ S({
		kind: /* @__PURE__ */ x(Rr),
		number: zr,
		issuedOn: /* @__PURE__ */ b(ye)
	}),
	address: xe,
	wardCode: Se,
	provinceCode: /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ m(/^\d{2}$/)),
	phone: _e,
	email: /* @__PURE__ */ b(ve),
	officeCode: /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ m(/^\d{3,5}$/)),
	mailDeclaration: /* @__PURE__ */ _(),
	pictures: /* @__PURE__ */ S({
		portrait: Ir,
		front: Ir,
		back: Ir
	}),
	phoneProof: Nr
}), Jr = /* @__PURE__ */ S({
	code: /* @__PURE__ */ C(),
	name: /* @__PURE__ */ C(),
	address: /* @__PURE__ */ b(/* @__PURE__ */ C())
}), Yr = /* @__PURE__ */ S({
	fileNumber: Lr,
	office: Jr,
	bring: /* @__PURE__ */ g(/* @__PURE__ */ x([
		"identity-document",
		"phone",
		"card-or-book"
	])),
	filedAt: O
}), Xr = [
	"pictures-unclear",
	"document-differs",
	"data-differs",
	"not-in-person",
	"lapsed",
	"other"
], Zr = /* @__PURE__ */ S({ fileNumber: Lr }), Qr = /* @__PURE__ */ S({
	state: /* @__PURE__ */ x([
		"waiting",
		"approved",
		"refused"
	]),
	office: Jr,
	refusal: /* @__PURE__ */ b(/* @__PURE__ */ S({
		reason: /* @__PURE__ */ x(Xr),
		note: /* @__PURE__ */ b(/* @__PURE__ */ C())
	}))
}), $r = /* @__PURE__ */ S({
	fileNumber: Lr,
	phoneProof: Nr
}), ei = {
	sendPhoneCode: {
		method: "POST",
		path: "/api/registrations/phone-codes",
		summary: "Send a code to the phone that is to be registered",
		session: !1,
		body: Br,
		success: 200,
		response: Vr,
		errors: [
			...E,
			"challenge_invalid",
			"too_many_requests"
		]
	},
	confirmPhone: {
		method: "POST",
		path: "/api/registrations/phone",
		summary: "Confirm the phone for a number; only now is said that it serves another number already",
		session: !1,
		body: Hr,
		success: 200,
		response: Ur,
		errors: [
			...E,
			"code_invalid",
			"phone_in_use",
			"account_exists",
			"too_many_requests"
		]
	},
	lookUpNumber: {
		method: "POST",
		path: "/api/registrations/look-ups",
		summary: "One’s own BHXH number by name, date of birth and identity-card number",
		session: !1,
		body: Wr,
		success: 200,
		response: Gr,
		errors: [
			...E,
			"challenge_invalid",
			"number_not_found",
			"too_many_requests"
		]
	},
	uploadPicture: {
		method: "PUT",
		path: "/api/registrations/pictures/:kind",
		summary: "One picture for a declaration, checked by decoding it; the header `Phone-Proof` says for whom",
		session: !1,
		upload: kr,
		headers: [jr],
		success: 200,
		response: Kr,
		errors: [
			"not_found",
			"phone_proof_invalid",
			"picture_invalid",
			"body_too_large",
			"forbidden_origin",
			"too_many_requests",
			"unavailable"
		]
	},
	fileDeclaration: {
		method: "POST",
		path: "/api/registrations",
		summary: "File the declaration; the same `Idempotency-Key` files it once",
		session: !1,
		body: qr,
		headers: [Mr],
		success: 200,
		response: Yr,
		errors: [
			...E,
			"phone_proof_invalid",
			"phone_in_use",
			"account_exists",
			"declaration_waiting",
			"idempotency_conflict",
			"too_many_requests"
		]
	},
	readDeclarationStatus: {
		method: "POST",
		path: "/api/registrations/status",
		summary: "How far a declaration is, by its file number",
		session: !1,
		body: Zr,
		success: 200,
		response: Qr,
		errors: [
			...E,
			"file_unknown",
			"too_many_requests"
		]
	},
	readDeclarationForm: {
		method: "POST",
		path: "/api/registrations/declaration",
		summary: "One’s own declaration as a PDF (form TK1-TS)",
		session: !1,
		body: $r,
		success: 200,
		binary: "application/pdf",
		errors: [
			...E,
			"phone_proof_invalid",
			"file_unknown",
			"too_many_requests"
		]
	}
}, ti = (e) => e.split("\n").every(de), ni = /* @__PURE__ */ S({
	section: /* @__PURE__ */ x([
		"card",
		"holder",
		"participation",
		"benefits",
		"visits"
	]),
	cardId: /* @__PURE__ */ b(/* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ m(/^[A-Za-z0-9_-]{1,16}$/))),
	kind: /* @__PURE__ */ b(/* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ m(/^[a-z-]{1,20}$/))),
	from: /* @__PURE__ */ b(be),
	to: /* @__PURE__ */ b(be),
	name: /* @__PURE__ */ b(/* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ f(1), /* @__PURE__ */ d(300), /* @__PURE__ */ l(de)))
}), ri = [
	"missing",
	"wrong-time",
	"wrong-amount",
	"wrong-name",
	"not-mine",
	"other"
], ii = /* @__PURE__ */ S({
	key: /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ ne()),
	personId: /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ f(1), /* @__PURE__ */ d(32)),
	row: ni,
	mistake: /* @__PURE__ */ x(ri),
	text: /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ d(2e3), /* @__PURE__ */ l(ti))
}), ai = /* @__PURE__ */ S({
	key: /* @__PURE__ */ C(),
	row: ni,
	mistake: /* @__PURE__ */ x(ri),
	text: /* @__PURE__ */ C(),
	sentAt: O,
	answer: /* @__PURE__ */ b(/* @__PURE__ */ S({
		accepted: /* @__PURE__ */ _(),
		text: /* @__PURE__ */ b(/* @__PURE__ */ C()),
		at: O
	}))
}), oi = /* @__PURE__ */ S({ reports: /* @__PURE__ */ g(ai) }), si = {
	sendReport: {
		method: "POST",
		path: "/api/reports",
		summary: "Tell the office that something is wrong in one’s data; taken once for each `key`",
		session: !0,
		body: ii,
		success: 200,
		response: ai,
		errors: [
			...E,
			...T,
			"card_unknown",
			"other_person"
		]
	},
	readReports: {
		method: "GET",
		path: "/api/reports",
		summary: "One’s reports and what the office has answered, newest first",
		session: !0,
		success: 200,
		response: oi,
		errors: T
	}
}, ci = 12e4, li = {
	registration: async (e, t) => {
		let n = async (n) => {
			let r = await ui(e, t, n), i = { [Mr]: t.id }, a = {
				...t.payload,
				pictures: r
			};
			return I(e, ei.fileDeclaration, {
				headers: i,
				body: a
			});
		};
		return {
			receipt: await n(t.notes).catch((e) => {
				if (j(e) !== "invalid_fields" || Object.keys(t.notes).length === 0) throw e;
				return n({});
			}),
			phoneProof: t.payload.phoneProof
		};
	},
	report: async (e, { id: t, personId: n = "", payload: r }) => {
		let i = {
			key: t,
			personId: n,
			...r
		}, { sentAt: a } = await I(e, si.sendReport, { body: i });
		return { sentAt: a };
	}
};
async function ui(e, { payload: t, readBlob: n, note: r }, i) {
	let a = { ...i }, o = () => r(a, {
		done: Object.keys(a).length,
		total: Ar.length + 1
	});
	await o();
	for (let r of Ar) {
		if (a[r] !== void 0) continue;
		let i = await n(r);
		if (!i) throw new A("storage_damaged");
		let { picture: s } = await I(e, ei.uploadPicture, {
			params: { kind: r },
			headers: { [jr]: t.phoneProof },
			upload: {
				type: "image/jpeg",
				bytes: i
			},
			limitMs: ci
		});
		a[r] = s, await o();
	}
	let { portrait: s = "", front: c = "", back: l = "" } = a;
	return {
		portrait: s,
		front: c,
		back: l
	};
}
// src/wallet/outbox/send-outbox.ts
function di(e) {
	return pr(br, async () => {
		let t = (await e.db.transact(["outbox"], "readonly", (e) => e.objectStore("outbox").getAll())).filter(({ state: e }) => e === "waiting" || e === "sending"), n = 0;
		for (let { id: r, kind: i } of t.sort((e, t) => e.queuedAt - t.queuedAt)) await fi(e, i, r) || n++;
		return { waiting: n };
	});
}
async function fi(e, t, n) {
	let { db: r, issuer: i, senders: a, onChange: o } = e, s = async (e) => {
		let t = await mi(r, n, e);
		return t && o?.(), t;
	}, { personId: c } = await pi(r, n) ?? {};
	if (yr[t] && c !== en((await z(r)).state)) return !0;
	let l = await s((e) => ({
		...e,
		state: "sending",
		tries: e.tries + 1
	}));
	if (!l?.payload) return !0;
	try {
		let e = await mr(r);
		return await gi(r, n, await hi(e, n, "answer", await a[t](i, {
			id: n,
			personId: c,
			payload: await e.open("outbox", l.payload),
			readBlob: (e) => _r(r, `outbox/${n}`, e),
			notes: l.notes ? await e.open("outbox", l.notes) : {},
			note: async (t, r) => {
				let i = await hi(e, n, "notes", t);
				await s((e) => ({
					...e,
					notes: i,
					progress: r
				}));
			}
		}))), o?.(), !0;
	} catch (e) {
		let t = j(e), n = vi(t) ? "refused" : "waiting";
		return await s((e) => ({
			...e,
			state: n,
			lastFault: {
				at: i.now(),
				code: t
			}
		})), n === "refused";
	}
}
function pi(e, t) {
	return e.transact(["outbox"], "readonly", (e) => e.objectStore("outbox").get(t));
}
function mi(e, t, n) {
	return e.transact(["outbox"], "readwrite", async (e) => {
		let r = await e.objectStore("outbox").get(t);
		if (!r) return;
		let i = n(r);
		return await e.objectStore("outbox").put(i), i;
	});
}
function hi(e, t, n, r) {
	return e.seal({
		store: "outbox",
		id: `${t}/${n}`,
		schema: 1
	}, r);
}
async function gi(e, t, n) {
	await e.transact([
		"outbox",
		"blobs",
		"drafts"
	], "readwrite", async (e) => {
		let r = await e.objectStore("outbox").get(t);
		if (!r) return;
		let { payload: i, notes: a, progress: o, lastFault: s, draft: c, ...l } = r, u = e.objectStore("blobs");
		await Promise.all([
			e.objectStore("outbox").put({
				...l,
				state: "sent",
				answer: n
			}),
			vr(u, `outbox/${t}`),
			...c ? [e.objectStore("drafts").delete(c), vr(u, `draft/${c}`)] : []
		]);
	});
}
var _i = [
	"too_many_requests",
	"internal",
	"unavailable",
	"session_expired",
	"device_replaced",
	"device_removed",
	"other_person"
];
function vi(e) {
	return e === "storage_damaged" || st[e].startsWith("I") && !_i.includes(e);
}
// src/core/api/credential-contract.ts
var yi = /* @__PURE__ */ w(/* @__PURE__ */ C(), /* @__PURE__ */ m(/^[A-Za-z0-9_-]{1,16}$/)), bi = /* @__PURE__ */ S({
	nonce: D(64),
	expiresAt: O
}), xi = /* @__PURE__ */ S({
	cardId: yi,
	proof: D(2048)
}), Si = /* @__PURE__ */ S({
	credential: D(2048),
	expiresAt: O
}), Ci = {
	issueNonce: {
		method: "POST",
		path: "/api/nonces",
		summary: "A nonce for a proof of possession",
		session: !0,
		success: 200,
		response: bi,
		errors: [...T, "forbidden_origin"]
	},
	enrolHolderKey: {
		method: "POST",
		path: "/api/holder-keys",
		summary: "Bind a holder key of this device to a card and receive its first credential",
		session: !0,
		body: xi,
		success: 200,
		response: Si,
		errors: [
			...E,
			...T,
			"nonce_expired",
			"proof_invalid",
			"card_unknown",
			"key_limit"
		]
	},
	renewCredential: {
		method: "POST",
		path: "/api/credentials",
		summary: "A fresh credential for a holder key that is already enrolled",
		session: !0,
		body: xi,
		success: 200,
		response: Si,
		errors: [
			...E,
			...T,
			"nonce_expired",
			"proof_invalid",
			"card_unknown",
			"key_unknown"
		]
	},
	readSnapshot: {
		method: "GET",
		path: "/api/snapshot",
		summary: "The signed snapshot of the account holder and their dependants; 304 when `If-None-Match` fits",
		session: !0,
		success: 200,
		binary: "application/cose",
		errors: T
	},
	readDependantSnapshot: {
		method: "GET",
		path: "/api/dependants/:personId/snapshot",
		summary: "The signed snapshot of a dependant whom the registry links to the account holder, with their own cards only; 304 when `If-None-Match` fits",
		session: !0,
		success: 200,
		binary: "application/cose",
		errors: [...T, "not_found"]
	},
	readTrustList: {
		method: "GET",
		path: "/api/trust-list",
		summary: "The signed list of issuer keys",
		session: !1,
		success: 200,
		binary: "application/cose",
		errors: []
	},
	readStatusList: {
		method: "GET",
		path: "/api/status-lists/:list",
		summary: "A signed status list (revoked credentials)",
		session: !1,
		success: 200,
		binary: "application/cose",
		errors: ["not_found"]
	}
}, wi = "vi-bhyt-rescue", Ti = "/rescue-copy";
async function Ei(e, t) {
	let n = await t();
	for (let r; !r || !Di(r, n);) r = n, await Oi(e, n), n = await t();
}
function Di(e, t) {
	return e.cards.map(({ cardId: e }) => e).join() === t.cards.map(({ cardId: e }) => e).join();
}
async function Oi(e, t) {
	if (t.cards.length === 0) return ki(e);
	let n = {
		cards: t.cards.map(({ credential: e, credentialIssuedAt: t, credentialExpiresAt: n, credentialOutdated: r, paperCredential: i, ...a }) => a),
		...t.chosenCardId !== void 0 && { chosenCardId: t.chosenCardId },
		...t.language !== void 0 && { language: t.language }
	};
	await Ai(async () => {
		await (await e?.open(wi))?.put(Ti, new Response(JSON.stringify(n), { headers: { "Cache-Control": "no-store" } }));
	});
}
async function ki(e) {
	await Ai(async () => {
		await e?.delete(wi);
	});
}
async function Ai(e) {
	try {
		await e();
	} catch (e) {
		if (!(e instanceof Error && e.name === "SecurityError")) throw e;
	}
}
// src/wallet/outbox/held-drafts.ts
var ji = 2592e3, Mi = "new-card", V = "held-";
function Ni(e) {
	return Ri(e, (e) => Li(e) || e === Mi ? void 0 : `${V}${e}`);
}
function Pi(e) {
	return Ri(e, (e, t) => {
		let n = e.slice(5);
		return Li(e) && !t.has(n) ? n : void 0;
	});
}
async function Fi(e, { drafts: t, blobs: n }) {
	for (let [r, i] of [[e.objectStore("drafts"), t], [e.objectStore("blobs"), n]]) for (let { from: e, to: t } of i) {
		let n = await r.get(e.id);
		n && Qe(n.iv, e.iv) && (await r.delete(e.id), await r.put(t));
	}
}
function Ii(e) {
	return e.transact(["drafts", "blobs"], "readwrite", async (e) => {
		let [t, n] = [e.objectStore("drafts"), e.objectStore("blobs")];
		await t.delete(IDBKeyRange.bound(V, `${V}\uffff`)), await n.delete(IDBKeyRange.bound(`draft/${V}`, `draft/${V}\uffff`));
	});
}
function Li(e) {
	return e.startsWith(V);
}
async function Ri(e, t) {
	let n = await e.transact(["drafts", "blobs"], "readonly", async (e) => ({
		drafts: await e.objectStore("drafts").getAll(),
		blobs: await e.objectStore("blobs").getAll(IDBKeyRange.bound("draft/", "draft0", !1, !0))
	}));
	if (n.drafts.length + n.blobs.length === 0) return {
		drafts: [],
		blobs: []
	};
	let r = await mr(e), i = new Set(n.drafts.map(({ id: e }) => e)), a = [];
	for (let e of n.drafts) {
		let n = t(e.id, i);
		if (n === void 0) continue;
		let o = {
			store: "drafts",
			id: n,
			schema: e.schema
		}, s = await r.open("drafts", e).then((e) => r.seal(o, e), () => void 0);
		s && a.push({
			from: e,
			to: s
		});
	}
	let o = [];
	for (let e of n.blobs) {
		let [, n = "", ...a] = e.id.split("/"), s = t(n, i);
		if (s === void 0) continue;
		let c = {
			store: "blobs",
			id: [
				"draft",
				s,
				...a
			].join("/"),
			schema: e.schema
		}, l = await r.openBytes("blobs", e).then((e) => r.sealBytes(c, e), () => void 0);
		l && o.push({
			from: e,
			to: l
		});
	}
	return {
		drafts: a,
		blobs: o
	};
}
// src/core/cose/p256.ts
var zi = {
	name: "ECDSA",
	hash: "SHA-256"
}, Bi = {
	name: "ECDSA",
	namedCurve: "P-256"
}, H = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n, Vi = 41058363725152142129326129780047268409114441015993725554835256314039467401291n;
function Hi(e, t) {
	let n = 1n, r = e;
	for (let e = t; e > 0n; e >>= 1n) e & 1n && (n = n * r % H), r = r * r % H;
	return n;
}
function Ui({ x: e, yIsOdd: t }) {
	let n = BigInt(`0x0${rt(e)}`);
	if (e.length !== 32 || n >= H) return N("not_on_curve");
	let r = (n ** 3n - 3n * n + Vi) % H, i = Hi(r, (H + 1n) / 4n);
	if (i * i % H !== r) return N("not_on_curve");
	let a = it(((i & 1n) == (t ? 1n : 0n) ? i : H - i).toString(16).padStart(64, "0"));
	return a.ok ? M(Ze(Uint8Array.of(4), e, a.value)) : N("not_on_curve");
}
function Wi(e) {
	return {
		x: new Uint8Array(e.subarray(1, 33)),
		yIsOdd: ((e[64] ?? 0) & 1) == 1
	};
}
var Gi = /* @__PURE__ */ new WeakMap();
async function Ki(e) {
	let t = Gi.get(e);
	if (t !== void 0) return M(await t);
	let n = Ui(e);
	if (!n.ok) return n;
	let r = crypto.subtle.importKey("raw", n.value, Bi, !0, ["verify"]);
	return Gi.set(e, r), M(await r);
}
function qi(e, t, n) {
	return crypto.subtle.verify(zi, e, n, t);
}
function Ji(e) {
	return async (t) => new Uint8Array(await crypto.subtle.sign(zi, e, t));
}
// src/core/unknown-value.ts
function Yi(e) {
	return e.startsWith("unknown-");
}
// src/core/cose/codec.ts
var U = N("");
function Xi(e) {
	return {
		encode: (e) => e,
		decode: (t) => e(t) ? M(t) : U
	};
}
var W = (e) => Xi((t) => typeof t == "string" && P(t).length <= e), Zi = (e, t = 2 ** 53 - 1) => Xi((n) => typeof n == "number" && n >= e && n <= t), G = (e) => Zi(0, e), Qi = (e, t = e) => Xi((n) => n instanceof Uint8Array && n.length >= e && n.length <= t), $i = Xi((e) => typeof e == "boolean"), K = (e) => Xi((t) => t === e);
function ea(e) {
	let t = new Map(Object.keys(e).map((t) => [e[t], t]));
	return {
		encode: (t) => e[t],
		decode: (e) => {
			let n = typeof e == "number" ? t.get(e) : void 0;
			return n === void 0 ? U : M(n);
		}
	};
}
function ta(e) {
	let t = ea(e);
	return {
		encode: (e) => Yi(e) ? Number(e.slice(8)) : t.encode(e),
		decode: (e) => {
			let n = t.decode(e);
			if (n.ok) return n;
			let r = G(65535).decode(e);
			return r.ok ? M(`unknown-${r.value}`) : U;
		}
	};
}
function na(e, t) {
	return {
		encode: (t) => t.map((t) => e.encode(t)),
		decode: (n) => {
			if (!Et(n) || n.length > t) return U;
			let r = [];
			for (let [t, i] of n.entries()) {
				let n = e.decode(i);
				if (!n.ok) return N(`/${t}${n.error}`);
				r.push(n.value);
			}
			return M(r);
		}
	};
}
function ra(e, t) {
	return {
		encode: ([n, r]) => [e.encode(n), t.encode(r)],
		decode: (n) => {
			if (!Et(n) || n.length !== 2) return U;
			let [r, i] = [e.decode(n[0] ?? null), t.decode(n[1] ?? null)];
			return r.ok && i.ok ? M([r.value, i.value]) : U;
		}
	};
}
function q(e, t, n) {
	return {
		encode: (n) => e.encode(t(n)),
		decode: (t) => {
			let r = e.decode(t);
			if (!r.ok) return r;
			let i = n(r.value);
			return i.ok ? i : U;
		}
	};
}
var J = (e, t) => [
	e,
	t,
	!0
];
function Y(e, { open: t = !1 } = {}) {
	let n = Object.entries(e);
	return {
		encode: (e) => {
			let t = /* @__PURE__ */ new Map();
			for (let [r, [i, a]] of n) {
				let n = e[r];
				n !== void 0 && t.set(i, a.encode(n));
			}
			return t;
		},
		decode: (e) => {
			if (!(e instanceof Map)) return U;
			let r = e, i = {}, a = 0;
			for (let [e, [t, o, s]] of n) {
				let n = r.get(t);
				if (n === void 0) {
					if (s) continue;
					return N(`/${t}`);
				}
				let c = o.decode(n);
				if (!c.ok) return N(`/${t}${c.error}`);
				i[e] = c.value, a++;
			}
			return t || a === r.size ? M(i) : U;
		}
	};
}
function X(e) {
	let t = Y(e, { open: !0 }), n = new Set(Object.values(e).map(([e]) => e));
	return {
		encode: (e) => new Map([...t.encode(e), ...ia(e.unread)]),
		decode: (e) => {
			let r = t.decode(e);
			if (!r.ok) return r;
			let i = [...e].filter(([e]) => !n.has(e)), a = i.length > 0 && { unread: F(L(new Map(i))) };
			return M({
				...r.value,
				...a
			});
		}
	};
}
function ia(e) {
	let t = ot(e ?? "");
	if (!t.ok) return /* @__PURE__ */ new Map();
	let n = Rt(t.value, {
		maxBytes: t.value.length,
		maxItems: t.value.length
	});
	return n.ok && n.value instanceof Map ? n.value : /* @__PURE__ */ new Map();
}
// src/core/credential/claims.ts
var Z = {
	iss: 1,
	sub: 2,
	aud: 3,
	exp: 4,
	iat: 6,
	cnf: 8,
	cnonce: 39,
	bhyt: -65537
}, Q = G(253402300799), aa = W(16), oa = q(Y({
	kty: [1, K(2)],
	curve: [-1, K(1)],
	x: [-2, Qi(32)],
	yIsOdd: [-3, $i]
}), ({ x: e, yIsOdd: t }) => ({
	kty: 2,
	curve: 1,
	x: e,
	yIsOdd: t
}), ({ x: e, yIsOdd: t }) => M({
	x: e,
	yIsOdd: t
})), sa = q(Y({ key: [1, oa] }), (e) => ({ key: e }), ({ key: e }) => M(e));
// src/core/card/benefit-level.ts
function ca(e) {
	return /^[1-5]$/.test(e) ? M(Number(e)) : N("not_a_benefit_level");
}
// src/core/dates/partial-date.ts
function la(e, t) {
	return t === 2 ? e % 4 == 0 && e % 100 != 0 || e % 400 == 0 ? 29 : 28 : [
		4,
		6,
		9,
		11
	].includes(t) ? 30 : 31;
}
function ua(e) {
	let t = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(e);
	if (!t) return N("not_a_date");
	let [n, r, i] = [
		Number(t[1]),
		Number(t[2] ?? 1),
		Number(t[3] ?? 1)
	];
	return n >= 1800 && n < 2400 && r >= 1 && r <= 12 && i >= 1 && i <= la(n, r) ? M(e) : N("not_a_date");
}
// src/core/credential/face-codec.ts
var da = 86400;
function fa(e) {
	return Date.parse(`${e}T00:00:00Z`) / (da * 1e3);
}
var pa = Zi(-62091, 157053), ma = W(7);
function ha(e) {
	if (typeof e == "string") return e.length < 8 ? ua(e) : N("not_a_date");
	let t = pa.decode(e);
	return t.ok ? ua((/* @__PURE__ */ new Date(t.value * da * 1e3)).toISOString().slice(0, 10)) : t;
}
var $ = {
	encode: (e) => e.length === 10 ? pa.encode(fa(e)) : ma.encode(e),
	decode: ha
}, ga = ea({
	male: 1,
	female: 2
}), _a = q(G(5), (e) => e, (e) => ca(String(e))), va = {
	bhytNumber: [1, W(15)],
	fullName: [2, W(100)],
	dateOfBirth: [3, $],
	sex: J(4, ga),
	facilityCode: J(5, W(5)),
	validFrom: J(6, $),
	validTo: J(7, $),
	fiveYearDate: J(8, $),
	benefitLevel: J(9, _a),
	livingArea: J(10, ea({
		K1: 1,
		K2: 2,
		K3: 3
	})),
	bhxhCode: J(11, W(10))
}, ya = X({
	...va,
	facilityName: J(12, W(300)),
	placeOfIssue: J(13, W(300))
}), ba = {
	alg: 1,
	kid: 4,
	kcwt: 13,
	typ: 16
}, xa = /* @__PURE__ */ new Uint8Array(), Sa = Ze(Uint8Array.of(132, 106), P("Signature1"));
function Ca(e) {
	return e < 24 ? Uint8Array.of(64 | e) : e < 256 ? Uint8Array.of(88, e) : e < 65536 ? Uint8Array.of(89, e >> 8, e) : Uint8Array.of(90, e >> 24, e >> 16, e >> 8, e);
}
function wa(e, t, n = xa) {
	return Ze(Sa, ...[
		e,
		n,
		t
	].flatMap((e) => [Ca(e.length), e]));
}
async function Ta(e) {
	let t = L(e.protectedHeader), n = await e.sign(wa(t, e.payload));
	return L({
		tag: 18,
		value: [
			t,
			/* @__PURE__ */ new Map(),
			e.payload,
			n
		]
	});
}
function Ea(e, t) {
	let n = Rt(e, t);
	return n.ok ? Da(n.value) : N("malformed");
}
function Da(e) {
	let t = N("malformed");
	if (typeof e != "object" || !e || !("tag" in e) || e.tag !== 18) return t;
	let n = e.value;
	if (!Et(n) || n.length !== 4) return t;
	let [r, i, a, o] = n;
	if (!(r instanceof Uint8Array && a instanceof Uint8Array) || !(i instanceof Map) || i.size > 0 || !(o instanceof Uint8Array) || o.length !== 64) return t;
	let s = Rt(r);
	if (!s.ok || !(s.value instanceof Map)) return t;
	let c = s.value;
	return c.get(ba.alg) === -7 ? M({
		protectedHeader: c,
		protectedBytes: r,
		payload: a,
		signature: o,
		sigStructure: wa(r, a)
	}) : t;
}
function Oa(e) {
	return Y({
		alg: [ba.alg, K(-7)],
		keyId: [ba.kid, Qi(4)],
		typ: [ba.typ, K(e)]
	});
}
function ka(e, t) {
	let n = Oa(e).decode(t.protectedHeader);
	return n.ok ? M(n.value.keyId) : N("malformed");
}
async function Aa(e, t, n) {
	let r = await Ki(n);
	if (!r.ok || !await qi(r.value, t.sigStructure, t.signature)) return N("bad_signature");
	let i = Rt(t.payload, e.limits), a = i.ok ? e.claims.decode(i.value) : i;
	return a.ok ? a : N("malformed");
}
function ja(e, t, n) {
	return e.keys.find((e) => e.role === t && Qe(e.keyId, n));
}
async function Ma(e, t, { trustList: n, now: r }) {
	let i = t instanceof Uint8Array ? Ea(t, e.limits) : M(t);
	if (!i.ok) return i;
	let a = ka(e.typ, i.value);
	if (!a.ok) return a;
	if (r >= n.expiresAt) return N("trust_list_expired");
	let o = ja(n, e.role, a.value);
	if (!o) return N("unknown_key");
	let s = await Aa(e, i.value, o.publicKey);
	if (!s.ok) return s;
	let { issuer: c = n.issuer, issuedAt: l } = s.value;
	return l >= o.notBefore && l <= o.notAfter && c === n.issuer ? s : N("unknown_key");
}
// src/core/credential/typ.ts
var Na = {
	card: {
		typ: "bhyt+cwt",
		role: "card"
	},
	keyBinding: {
		typ: 294,
		role: "holder"
	},
	holderProof: {
		typ: "bhyt-proof+cwt",
		role: "holder"
	},
	snapshot: {
		typ: "bhyt-snapshot+cwt",
		role: "snapshot"
	},
	totals: {
		typ: "bhyt-totals+cwt",
		role: "snapshot"
	},
	statusList: {
		typ: "application/statuslist+cwt",
		role: "status"
	},
	trustList: {
		typ: "bhyt-trust+cwt",
		role: "root"
	}
}, Pa = q(ra(G(65535), G(16777215)), ({ list: e, index: t }) => [e, t], ([e, t]) => M({
	list: e,
	index: t
})), Fa = q(G(65535), (e) => e, (e) => e > 0 ? M(e) : N("relation")), Ia = q(Y({
	issuer: [Z.iss, aa],
	expiresAt: [Z.exp, Q],
	issuedAt: [Z.iat, Q],
	holderKey: J(Z.cnf, sa),
	card: [Z.bhyt, Y({
		...va,
		status: J(20, Pa),
		specimen: J(21, K(!0)),
		relation: J(22, Fa)
	})]
}), ({ face: e, status: t, specimen: n, relation: r, ...i }) => ({
	...i,
	card: {
		...e,
		...t && { status: t },
		...n && { specimen: n },
		...r !== void 0 && { relation: r }
	}
}), ({ card: { status: e, specimen: t = !1, relation: n, ...r }, ...i }) => {
	let a = i.expiresAt - i.issuedAt;
	return a <= 0 || a > 2592e3 ? N("life") : M({
		...i,
		face: r,
		...e && { status: e },
		specimen: t,
		...n !== void 0 && { relation: n }
	});
}), La = {
	...Na.card,
	claims: Ia
}, { typ: Ra } = Na.holderProof, za = "urn:vi-bhyt:issuer", Ba = Y({
	alg: [ba.alg, K(-7)],
	typ: [ba.typ, K(Ra)]
}), Va = Y({
	audience: [Z.aud, K(za)],
	holderKey: [Z.cnf, sa],
	nonce: [Z.cnonce, Qi(8, 64)],
	card: [Z.bhyt, Y({ cardId: [1, W(16)] })]
});
function Ha(e) {
	let { cardId: t, nonce: n, publicKey: r, sign: i } = e;
	return Ta({
		protectedHeader: Ba.encode({
			alg: -7,
			typ: Ra
		}),
		payload: L(Va.encode({
			audience: za,
			holderKey: r,
			nonce: n,
			card: { cardId: t }
		})),
		sign: i
	});
}
// src/wallet/presenting/enrolment.ts
var Ua = 86400, Wa = 3;
async function Ga(e, t, n) {
	return e.origin === "issued" ? !e.credential || e.credentialOutdated || n - (e.credentialIssuedAt ?? 0) >= Wa * Ua + Ka(e.credential) ? !0 : !(await Ma(La, e.credential, {
		trustList: t,
		now: n
	})).ok : !1;
}
function Ka(e) {
	let [t = 0, n = 0] = e.slice(-2);
	return (t * 256 + n) / 65536 * Ua;
}
async function qa(e, t, n, r) {
	let { issueNonce: i, enrolHolderKey: a, renewCredential: o } = Ci, s = async (t) => {
		let r = Ja((await I(e, i)).nonce), { cardId: a, publicKey: o, privateKey: s } = n;
		return I(e, t, { body: {
			cardId: a,
			proof: F(await Ha({
				cardId: a,
				nonce: r,
				publicKey: o,
				sign: Ji(s)
			}))
		} });
	}, c = () => s(a), l = Ja((n.enrolled ? await s(o).catch((e) => {
		if (e instanceof A && e.code === "key_unknown") return c();
		throw e;
	}) : await c()).credential), u = await Ma(La, l, {
		trustList: r,
		now: e.now()
	});
	if (!u.ok) throw new A("answer_unverifiable");
	let { holderKey: d, face: f, specimen: p, issuedAt: m, expiresAt: h } = u.value;
	if (!(d !== void 0 && Qe(d.x, n.publicKey.x) && d.yIsOdd === n.publicKey.yIsOdd && f.bhytNumber === t.face.bhytNumber && p === r.specimen)) throw new A("answer_unverifiable");
	return {
		credential: l,
		issuedAt: m,
		expiresAt: h
	};
}
function Ja(e) {
	let t = ot(e);
	if (!t.ok) throw new A("answer_malformed");
	return t.value;
}
// src/wallet/presenting/holder-key.ts
var Ya = {
	name: "ECDSA",
	namedCurve: "P-256"
}, Xa = {
	name: "ECDSA",
	hash: "SHA-256"
};
async function Za(e, t) {
	let n = await e.transact(["keys"], "readonly", (e) => e.objectStore("keys").get(`holder:${t}`));
	return n && "cardId" in n ? n : void 0;
}
async function Qa(e, t) {
	let n = await Za(e, t);
	if (n) return n;
	let { privateKey: r, publicKey: i } = await crypto.subtle.generateKey(Ya, !1, ["sign", "verify"]), a = new Uint8Array(await crypto.subtle.exportKey("raw", i)), o = `holder:${t}`, s = {
		id: o,
		cardId: t,
		privateKey: r,
		publicKey: Wi(a),
		enrolled: !1
	};
	try {
		await e.transact(["keys"], "readwrite", (e) => e.objectStore("keys").put(s));
		let n = await Za(e, t), r = crypto.getRandomValues(/* @__PURE__ */ new Uint8Array(32));
		if (n) {
			let e = await Ji(n.privateKey)(r);
			if (await crypto.subtle.verify(Xa, i, e, r)) return n;
		}
		await e.transact(["keys"], "readwrite", (e) => e.objectStore("keys").delete(o));
	} catch {}
}
// src/wallet/session/session-over.ts
var $a = ["device_replaced", "device_removed"], eo = ["session_expired", ...$a];
// src/core/snapshot/compare-snapshot.ts
function to({ personId: e, sequence: t }, n) {
	return e === n.personId ? t === n.sequence ? "same" : t > n.sequence ? "newer" : "older" : "other_person";
}
// src/wallet/cards/update-wallet.ts
var no = 2;
async function ro(e, t, n) {
	let r = n ?? await z(e);
	for (let n = 1;; n++) {
		let i = await t(r);
		if (!i) return r;
		let a = await io(e, r, i);
		if (a) return a;
		if (n === no) throw new A("storage_unavailable", { retryable: !0 });
		r = await z(e, r);
	}
}
async function io(e, t, { state: n = t.state, cards: r = [], dropped: i = [], also: a }) {
	let o = t.deviceKey ?? await Kt(e), [s, ...c] = await Promise.all([n === t.state ? void 0 : nn(o, n), ...r.map((e) => Xt(o, e, e.origin === "issued" ? n.sequence : 0))]), l = [...c.map(({ id: e }) => e), ...i], u = /* @__PURE__ */ new Set([
		"keys",
		"state",
		"cards",
		...a?.stores ?? []
	]);
	if (await e.transact([...u], "readwrite", async (e) => {
		let n = e.objectStore("cards"), [r, o, ...u] = await Promise.all([
			e.objectStore("keys").getKey("device"),
			e.objectStore("state").get("wallet"),
			...l.map((e) => n.get(e))
		]);
		return r !== void 0 && on(o, t.rows.state) && l.every((e, n) => on(u[n], t.rows.cards.get(e))) ? (await Promise.all([
			...s ? [e.objectStore("state").put(s)] : [],
			...c.map((e) => n.put(e)),
			...i.map((e) => n.delete(e)),
			a?.write(e)
		]), !0) : !1;
	})) return ao({
		...t,
		deviceKey: o
	}, {
		state: n,
		cards: r,
		dropped: i
	}, [s, c]);
}
function ao(e, { state: t, cards: n, dropped: r }, [i, a]) {
	let o = /* @__PURE__ */ new Set([...r, ...n.map(({ cardId: e }) => e)]), s = e.cards.filter(({ cardId: e }) => !o.has(e)), c = new Map([...e.rows.cards].filter(([e]) => !o.has(e)));
	for (let e of a) c.set(e.id, e);
	let l = {
		...e,
		holderKeys: e.holderKeys.filter(({ cardId: e }) => !r.includes(e)),
		cards: [...s, ...n].sort((e, t) => e.position - t.position),
		state: t,
		rows: {
			state: i ?? e.rows.state,
			cards: c
		}
	};
	return {
		...l,
		face: sn(l, e.face)
	};
}
// src/wallet/cards/self-declared-cards.ts
var oo = (e) => e.startsWith("~");
function so(e, t) {
	return e.bhytNumber === t.bhytNumber || e.bhxhCode !== void 0 && e.bhxhCode === t.bhxhCode;
}
// src/wallet/refresh/merge-snapshot.ts
function co(e, t, { specimen: n, now: r, renderQr: i }) {
	let a = Math.max(-1, ...e.map((e) => e.position)) + 1, o = t.cards.map(({ cardId: o, relation: s, personId: c, face: l, hospitalText: u, paperCredential: d }) => {
		let f = e.find((e) => e.cardId === o), p = e.find((e) => lo(e, l)), m = f ?? p, h = f?.credential && JSON.stringify(f.face) !== JSON.stringify(l);
		return {
			cardId: o,
			origin: "issued",
			...m?.label !== void 0 && { label: m.label },
			relation: s,
			...c !== void 0 && { personId: c },
			...n && { specimen: n },
			face: l,
			hospitalText: u,
			hospitalCode: f?.hospitalText === u && f.hospitalCode ? f.hospitalCode : i(u),
			...f?.credential && {
				credential: f.credential,
				credentialIssuedAt: f.credentialIssuedAt ?? 0,
				credentialExpiresAt: f.credentialExpiresAt ?? 0
			},
			...(h || f?.credentialOutdated) && { credentialOutdated: !0 },
			paperCredential: d,
			position: m?.position ?? a++,
			updatedAt: r,
			desksVerify: t.desksVerify
		};
	}), s = e.filter((e) => !o.some(({ face: t }) => lo(e, t)));
	return [...o, ...s.filter((e) => e.origin === "self-declared")];
}
function lo(e, t) {
	return e.origin === "self-declared" && so(e.face, t);
}
// src/wallet/refresh/store-snapshot.ts
function uo(e, t, n, r) {
	return t.update((t) => fo(e, t, n, r));
}
async function fo(e, { state: t, cards: n }, r, { at: i, specimen: a, etag: o, renderQr: s, walletKey: c }) {
	let l = to(r, t);
	if (l === "same" || l === "older") return;
	let { personId: u, sequence: d } = r, f = l === "newer", p = co(f ? n : n.filter((e) => e.origin === "self-declared"), r, {
		specimen: a,
		now: i,
		renderQr: s
	}), { snapshotEtag: m, seen: h, dependants: ee, heldUntil: te, ...ne } = t, re = f && te !== void 0 ? await Pi(e) : void 0, ie = {
		...ne,
		personId: u,
		sequence: d,
		seen: f && h || d,
		dependants: wt(r, f ? ee : []),
		...f && te !== void 0 && { heldUntil: te },
		...o && { snapshotEtag: o }
	}, ae = await cr(c, r), oe = new Set(p.map((e) => e.cardId)), g = n.flatMap(({ cardId: e }) => oe.has(e) ? [] : [e]), _ = t.personId !== void 0 && !f;
	return {
		state: ie,
		cards: p.filter((e) => e.origin === "issued"),
		dropped: g,
		also: {
			stores: [
				"history",
				"keys",
				"drafts",
				"outbox",
				"blobs",
				"choices"
			],
			write: (e) => Promise.all([
				...g.map((t) => e.objectStore("keys").delete(`holder:${t}`)),
				e.objectStore("history").put(ae),
				Tt(e.objectStore("history"), ie),
				...re ? [Fi(e, re)] : [],
				..._ ? [
					e.objectStore("drafts").clear(),
					vr(e.objectStore("blobs"), "draft"),
					e.objectStore("choices").clear(),
					Er(e.objectStore("outbox"), e.objectStore("blobs"))
				] : []
			])
		}
	};
}
function po(e, t, n) {
	return e.update(async ({ state: e }) => {
		let r = {
			...e,
			dependants: (e.dependants ?? []).flatMap((e) => {
				if (e.personId !== t) return [e];
				if (!n) return [];
				let { sequence: r } = n.snapshot, i = {
					sequence: r,
					seen: e.stored?.seen ?? r,
					...n.etag && { etag: n.etag }
				};
				return [{
					...e,
					stored: i
				}];
			})
		}, i = n && await cr(n.walletKey, n.snapshot);
		return {
			state: r,
			also: {
				stores: ["history"],
				write: async (e) => {
					let t = e.objectStore("history");
					await Promise.all([...i ? [t.put(i)] : [], Tt(t, r)]);
				}
			}
		};
	});
}
// src/core/snapshot/history.ts
var mo = G(), ho = W(300), go = q(G(28799), (e) => 12 * Number(e.slice(0, 4)) + Number(e.slice(5)) - 1, (e) => {
	let t = Math.floor(e / 12);
	return t >= 1800 ? M(`${t}-${String(e % 12 + 1).padStart(2, "0")}`) : N("not_a_month");
}), _o = X({
	kind: [1, ta({
		bhxh: 1,
		bhtn: 2,
		tnld: 3,
		bhyt: 4
	})],
	from: [2, go],
	to: [3, go],
	employer: J(4, ho),
	position: J(5, ho),
	place: J(6, ho),
	salary: J(7, mo),
	debtMonths: J(8, G(1200)),
	voluntary: J(9, K(!0)),
	withdrawn: J(10, K(!0))
}), vo = X({
	kind: [1, ta({
		"one-off": 1,
		sickness: 2,
		maternity: 3,
		"work-accident": 4,
		unemployment: 5,
		pension: 6,
		survivor: 7
	})],
	from: [2, $],
	to: J(3, $),
	days: J(4, G(36525)),
	amount: [5, mo],
	monthly: J(6, K(!0)),
	decision: J(7, W(100)),
	state: [8, ta({
		paid: 1,
		running: 2,
		pending: 3,
		stopped: 4
	})]
}), yo = X({
	from: [1, $],
	to: J(2, $),
	facilityCode: [3, W(5)],
	facilityName: J(4, ho),
	diagnosisCode: J(5, W(20)),
	diagnosis: J(6, ho),
	inpatient: J(7, K(!0)),
	totalCost: [8, mo],
	paidByInsurance: [9, mo],
	coPayment: [10, mo],
	ownCost: [11, mo],
	offRoute: J(12, K(!0))
}), bo = {
	major: 1,
	minor: 1
}, xo = 1048576, So = 512, Co = X({
	fullName: [1, W(100)],
	dateOfBirth: [2, $],
	sex: [3, ga],
	personalId: J(4, W(12)),
	bhxhCode: [5, W(10)]
}), wo = X({
	cardId: [1, W(16)],
	relation: [2, ta({
		self: 1,
		child: 2,
		spouse: 3,
		parent: 4,
		other: 5
	})],
	face: [3, ya],
	hospitalText: [4, W(2e3)],
	paperCredential: [5, Qi(1, So)],
	personId: J(6, W(32))
}), To = ra(Zi(1, 65535), G(65535)), Eo = q(Y({
	issuedAt: [Z.iat, Q],
	content: [Z.bhyt, X({
		version: J(0, To),
		sequence: [1, G()],
		personId: [2, W(32)],
		holder: [3, Co],
		desksVerify: [4, $i],
		cards: [5, na(wo, 32)],
		participation: [6, na(_o, 3e3)],
		benefits: [7, na(vo, 2e3)],
		visits: [8, na(yo, 3e3)],
		totalsToken: [9, Qi(1, So)]
	})]
}), ({ issuedAt: e, minorVersion: t, ...n }) => ({
	issuedAt: e,
	content: {
		...n,
		...t > 0 && { version: [bo.major, t] }
	}
}), ({ issuedAt: e, content: { version: [, t] = [1, 0], ...n } }) => M({
	issuedAt: e,
	minorVersion: t,
	...n
})), Do = Y({
	issuedAt: [Z.iat, Q],
	content: [Z.bhyt, Y({ version: J(0, To) }, { open: !0 })]
}, { open: !0 }), Oo = {
	encode: (e) => Eo.encode(e),
	decode: (e) => {
		let t = Do.decode(e), [n = bo.major] = t.ok && t.value.content.version || [];
		return t.ok && n !== bo.major ? M({
			issuedAt: t.value.issuedAt,
			major: n
		}) : Eo.decode(e);
	}
}, ko = {
	...Na.snapshot,
	claims: Oo,
	limits: {
		maxBytes: xo,
		maxItems: 2e5
	}
};
async function Ao(e, t) {
	let n = await Ma(ko, e, t);
	if (!n.ok) return n;
	let r = n.value;
	return "major" in r ? N("unsupported_version") : M(r);
}
// src/wallet/refresh/verify-newer.ts
async function jo(e, { held: t, ...n }) {
	let r = await Ao(e, n);
	if (!r.ok) throw new A(r.error === "unsupported_version" ? "snapshot_too_new" : "answer_unverifiable");
	let i = to(r.value, t);
	if (i === "older") throw new A("answer_outdated");
	return i === "same" ? void 0 : r.value;
}
// src/wallet/refresh/refresh-dependants.ts
async function Mo(e, t) {
	let { dependants: n = [] } = e.session.wallet.state, r = /* @__PURE__ */ new Map(), i = !1, a;
	for (let o of n) if (r.set(o.personId, a), !a) try {
		await Po(e, t, o) && (i = !0);
	} catch (e) {
		let t = j(e);
		if (No(t)) throw e;
		r.set(o.personId, t), e instanceof A && e.retryable && (a = t);
	}
	return {
		changed: i,
		outcomes: r
	};
}
function No(e) {
	return eo.includes(e) || e.startsWith("storage_");
}
async function Po({ session: e, issuer: t, walletKey: n, onChange: r }, i, { personId: a, stored: o }) {
	let s = await Fo(t, a, o?.etag);
	if (s !== "gone" && !s.answer) return !1;
	if (s === "gone") await po(e, a);
	else {
		let r = {
			personId: a,
			sequence: o?.sequence ?? -1
		}, c = await jo(s.answer, {
			trustList: i,
			held: r,
			now: t.now()
		});
		if (!c) return !1;
		if (c.personId !== a) throw new A("answer_unverifiable");
		await po(e, a, {
			snapshot: c,
			etag: s.etag,
			walletKey: await n()
		});
	}
	return r(e.wallet.state.sequence), !0;
}
function Fo(e, t, n) {
	return ut(e, Ci.readDependantSnapshot, {
		params: { personId: t },
		etag: n
	}).catch((e) => {
		if (j(e) === "not_found") return "gone";
		throw e;
	});
}
// src/core/credential/trust-list.ts
var Io = Y({
	keyId: [1, Qi(4)],
	role: [2, ea({
		card: 1,
		snapshot: 2,
		status: 3
	})],
	publicKey: [3, oa],
	notBefore: [4, Q],
	notAfter: [5, Q]
}), Lo = q(Y({
	issuer: [Z.iss, aa],
	expiresAt: [Z.exp, Q],
	issuedAt: [Z.iat, Q],
	content: [Z.bhyt, Y({
		sequence: [1, G()],
		keys: [2, na(Io, 64)],
		specimen: J(3, K(!0))
	})]
}), ({ issuer: e, expiresAt: t, issuedAt: n, sequence: r, keys: i, specimen: a }) => ({
	issuer: e,
	expiresAt: t,
	issuedAt: n,
	content: {
		sequence: r,
		keys: i,
		...a && { specimen: a }
	}
}), ({ content: { sequence: e, keys: t, specimen: n = !1 }, ...r }) => M({
	...r,
	sequence: e,
	keys: t,
	specimen: n
})), Ro = {
	typ: Na.trustList.typ,
	claims: Lo,
	limits: { maxBytes: 16384 }
};
async function zo(e, { roots: t, now: n, newerThan: r = -1 }) {
	let i = Ea(e, Ro.limits);
	if (!i.ok) return i;
	let a = ka(Ro.typ, i.value);
	if (!a.ok) return a;
	let o = t.find((e) => Qe(e.keyId, a.value));
	if (!o) return N("unknown_key");
	let s = await Aa(Ro, i.value, o.publicKey);
	return s.ok ? n >= s.value.expiresAt ? N("expired") : s.value.sequence <= r ? N("not_newer") : M({
		...s.value,
		specimen: s.value.specimen || o.demo
	}) : s;
}
// src/wallet/refresh/trust-store.ts
async function Bo({ db: e, roots: t, readShippedTrustList: n }, r) {
	let [i, a] = await Promise.all([Ho(e), n()]), o = -1, s;
	for (let e of [i?.bytes, a]) {
		let n = e && await zo(e, {
			roots: t,
			now: 0
		});
		!n?.ok || n.value.sequence <= o || (o = n.value.sequence, s = r < n.value.expiresAt ? n.value : void 0);
	}
	return {
		highest: o,
		...s && { list: s },
		...i?.etag && { etag: i.etag }
	};
}
async function Vo(e) {
	let { db: t, roots: n, issuer: r } = e, i = r.now(), a = await Bo(e, i), { answer: o, ...s } = await ut(r, Ci.readTrustList, { etag: a.list && a.etag });
	if (!o) return { list: a.list };
	let c = await zo(o, {
		roots: n,
		now: i
	});
	if (!c.ok) return {
		list: a.list,
		validationError: "trust_list_unverifiable"
	};
	if (c.value.sequence < a.highest) return {
		list: a.list,
		validationError: "answer_outdated"
	};
	let { sequence: l } = c.value, u = {
		id: "list",
		bytes: o,
		sequence: l,
		..."etag" in s && { etag: s.etag }
	};
	return await t.transact(["trust"], "readwrite", async (e) => {
		let t = e.objectStore("trust"), n = await t.get("list");
		(!n || n.sequence <= u.sequence) && await t.put(u);
	}), { list: c.value };
}
function Ho(e) {
	return e.transact(["trust"], "readonly", (e) => e.objectStore("trust").get("list"));
}
// src/wallet/refresh/wallet-session.ts
function Uo(e, t) {
	let n = t, { signIns: r } = t.state;
	return {
		get wallet() {
			return n;
		},
		async reread() {
			return n = await z(e, n), n;
		},
		async update(t) {
			n = await ro(e, (e) => {
				let { signedIn: n, signIns: i } = e.state;
				if (!e.deviceKey || !n || i !== r) throw new A("session_expired");
				return t(e);
			}, n);
		}
	};
}
// src/wallet/refresh/withdraw-device.ts
async function Wo(e, t, { why: n, session: r }) {
	let i = await Ni(e);
	await r.update(async ({ state: { personId: e, signIns: r } }) => (await ki(t), {
		state: {
			...e !== void 0 && { personId: e },
			...r !== void 0 && { signIns: r },
			sequence: 0,
			signedIn: !1,
			holderKeys: "none",
			refresh: {
				last: n,
				helpdesk: st[n.code]
			},
			heldUntil: n.at + ji
		},
		also: {
			stores: [
				"cards",
				"keys",
				"history",
				"choices",
				"drafts",
				"blobs",
				"outbox"
			],
			write: (e) => Go(e, i)
		}
	})), await Ei(t, async () => (await r.reread()).face).catch(() => ki(t));
}
async function Go(e, t) {
	let [n, r, i] = [
		e.objectStore("cards"),
		e.objectStore("keys"),
		e.objectStore("outbox")
	], a = (await n.getAllKeys()).filter((e) => !oo(e)), o = (await r.getAllKeys()).filter((e) => e.startsWith("holder:")), s = (await i.getAll()).filter((e) => e.state === "sent");
	for (let e of a) await n.delete(e);
	for (let e of o) await r.delete(e);
	for (let { id: e } of s) await i.delete(e);
	await e.objectStore("history").clear(), await e.objectStore("choices").clear(), await Fi(e, t);
}
// src/wallet/refresh/refresh-wallet.ts
var Ko = 60;
function qo(e, { force: t }) {
	return pr(dr, async () => {
		let n = e.issuer.now(), r;
		try {
			let i = await z(e.db), { state: a } = i;
			if (a.heldUntil !== void 0 && n >= a.heldUntil && await Ii(e.db), !a.signedIn) return {
				kind: "not_signed_in",
				at: n
			};
			if (n - (a.refresh?.lastSuccessAt ?? 0) < Ko && !t && a.refresh) return a.refresh.last;
			r = Uo(e.db, i);
		} catch (e) {
			return {
				kind: "failed",
				at: n,
				code: j(e)
			};
		}
		let i = {}, a = {
			...e,
			session: r
		};
		return Qo(a, await Jo(a, n, i).catch((e) => ({
			kind: "failed",
			at: n,
			code: j(e)
		})), i);
	});
}
async function Jo(e, t, n) {
	let { db: r, issuer: i, session: a, renderQr: o } = e, { state: s, deviceKey: c } = a.wallet, [l, u] = await Promise.all([Vo(e), ut(i, Ci.readSnapshot, { etag: s.snapshotEtag })]);
	if (Object.assign(n, u.clockDifference !== void 0 && { clockDifference: u.clockDifference }), !l.list) throw new A(l.validationError ?? "trust_list_unverifiable");
	let d = !1, f = l.validationError;
	if (!c) throw new A("session_expired");
	let p = Yo(() => Qn(r, c));
	if (u.answer) {
		let n = {
			trustList: l.list,
			held: s,
			now: t
		}, i = await jo(u.answer, n).catch((e) => {
			if (j(e) !== "snapshot_too_new") throw e;
			f = "snapshot_too_new";
		});
		if (i) {
			let { specimen: n } = l.list;
			await uo(r, a, i, {
				at: t,
				specimen: n,
				etag: u.etag,
				renderQr: o,
				walletKey: await p()
			}), await es(e), d = !0;
		}
	}
	await Xo(e, l.list) && (d = !0);
	let m = await Mo({
		...e,
		walletKey: p
	}, l.list);
	if (n.dependants = m.outcomes, f) throw new A(f);
	return {
		kind: d || m.changed ? "fresh" : "unchanged",
		at: t
	};
}
function Yo(e) {
	let t;
	return () => (t ??= e(), t);
}
async function Xo(e, t) {
	let { db: n, issuer: r, session: i } = e, a = !1;
	for (let e of i.wallet.cards) {
		if (!await Ga(e, t, r.now())) continue;
		let o = await Qa(n, e.cardId), s = o ? "ready" : "unavailable";
		if (await i.update(({ state: e }) => e.holderKeys === s ? void 0 : { state: {
			...e,
			holderKeys: s
		} }), !o) return a;
		let c = await qa(r, e, o, t);
		await i.update(({ cards: t }) => {
			let n = t.find(({ cardId: t }) => t === e.cardId);
			return n && Zo(n, o, c);
		}), a = !0;
	}
	return a && await es(e), a;
}
function Zo({ credentialOutdated: e, ...t }, n, { credential: r, issuedAt: i, expiresAt: a }) {
	return {
		cards: [{
			...t,
			credential: r,
			credentialIssuedAt: i,
			credentialExpiresAt: a
		}],
		also: {
			stores: ["keys"],
			write: (e) => e.objectStore("keys").put({
				...n,
				enrolled: !0
			})
		}
	};
}
async function Qo(e, t, { dependants: n, ...r }) {
	let { db: i, caches: a, session: o, onChange: s } = e, c = t.kind === "failed" && eo.includes(t.code), l = c && t.code === "session_expired" ? {
		kind: "not_signed_in",
		at: t.at
	} : t;
	try {
		if (l.kind === "failed" && $a.includes(l.code)) return await Wo(i, a, {
			why: l,
			session: o
		}), s(0), l;
		let t = l.kind === "fresh" || l.kind === "unchanged";
		await o.update(({ state: e }) => {
			let i = t ? l.at : e.refresh?.lastSuccessAt, a = {
				last: l,
				...l.kind === "failed" && { helpdesk: st[l.code] },
				...i !== void 0 && { lastSuccessAt: i },
				...r
			};
			return { state: {
				...e,
				signedIn: !c,
				refresh: a,
				...t && e.signIns !== void 0 && { confirmedSignIn: e.signIns },
				...n && { dependants: $o(e.dependants, n, l.at) }
			} };
		}), s(o.wallet.state.sequence), l.kind === "fresh" && await es({
			...e,
			onChange: () => {}
		});
	} catch {
		return l;
	}
	return l;
}
function $o(e = [], t, n) {
	return e.map((e) => {
		if (!t.has(e.personId)) return e;
		let r = t.get(e.personId), i = r ? {
			...e.refreshed,
			helpdesk: st[r]
		} : { at: n };
		return {
			...e,
			refreshed: i
		};
	});
}
async function es({ session: e, caches: t, onChange: n }) {
	let { sequence: r } = e.wallet.state;
	try {
		await Ei(t, async () => (await e.reread()).face);
	} catch (e) {
		throw Hn(e);
	} finally {
		n(r);
	}
}
// src/wallet/session/end-session.ts
async function ts(e, t) {
	e ? (await e.transact(["preferences"], "readwrite", (e) => e.objectStore("preferences").put({ id: "end-session" })).catch(() => {}), await ns(e, t)) : await I(t, Ce).catch(() => {});
}
function ns(e, t) {
	return pr("vi-bhyt-session", async () => {
		await e.transact(["preferences"], "readonly", (e) => e.objectStore("preferences").get("end-session")) && (await I(t, Ce), await rs(e));
	}).catch(() => {});
}
function rs(e) {
	return e.transact(["preferences"], "readwrite", (e) => e.objectStore("preferences").delete("end-session"));
}
// src/wallet/session/sign-in.ts
async function is(e, t, n, r) {
	await ns(e, t);
	let i = await I(t, n, { body: r });
	return i.next === "done" && await as(e), i;
}
async function as(e) {
	await rs(e), await ro(e, ({ state: { snapshotEtag: e, signIns: t = 0, ...n } }) => ({ state: {
		...n,
		signedIn: !0,
		signIns: t + 1
	} }));
}
// src/wallet/session/sign-out.ts
function os(e) {
	let t = e === "sign-out" ? ["lock", "sign-out"] : ["lock"];
	return Object.keys(ln).filter((e) => t.includes(ln[e].clearOn));
}
async function ss(e, t) {
	await ki(t).catch(() => {});
	let n = os("sign-out");
	await e.transact([...n, "cards"], "readwrite", async (e) => {
		let t = (await e.objectStore("cards").getAllKeys()).filter(oo), r = {
			"self-declared": t,
			"their-key": t.length > 0 ? ["device"] : []
		};
		for (let t of n) {
			let { outlives: n } = ln[t], i = (await e.objectStore(t).getAllKeys()).filter((e) => !n || !r[n].includes(e));
			await Promise.all(i.map((n) => e.objectStore(t).delete(n)));
		}
	}), await Ei(t, () => cn(e)).catch(() => ki(t));
}
export { Xe as accountEndpoints, ts as endSession, Tr as listOutbox, ur as loadHistories, cn as loadSummary, Un as openWalletDatabase, li as outboxSenders, wr as queueItem, qo as refreshWallet, I as request, di as sendOutbox, ss as signOut, ln as stores, is as takeSignInStep };
