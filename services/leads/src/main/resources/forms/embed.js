(function () {
  'use strict';
  var script = document.currentScript;
  var form = __FORM__;
  var base = script.src.replace(/\/script\.js.*$/, '');
  function element(name, attributes, text) {
    var made = document.createElement(name);
    Object.keys(attributes).forEach(function (key) {
      if (attributes[key] !== null && attributes[key] !== false) {
        made.setAttribute(key, attributes[key] === true ? '' : attributes[key]);
      }
    });
    if (text !== undefined) {
      made.textContent = text;
    }
    return made;
  }
  function control(field) {
    var attributes = { name: field.name, required: field.required };
    if (field.kind === 'TEXTAREA') {
      return element('textarea', attributes);
    }
    if (field.kind === 'SELECT') {
      var select = element('select', attributes);
      select.appendChild(element('option', { value: '' }));
      field.options.forEach(function (option) {
        select.appendChild(element('option', { value: option }, option));
      });
      return select;
    }
    attributes.type = { EMAIL: 'email', PHONE: 'tel', CHECKBOX: 'checkbox' }[field.kind] || 'text';
    return element('input', attributes);
  }
  var made = element('form', { method: 'post', action: base + '/submissions', 'class': 'tessera-form' });
  made.appendChild(element('input', { type: 'hidden', name: 'token', value: form.token }));
  var query = new URLSearchParams(window.location.search);
  ['source', 'medium', 'campaign', 'term', 'content'].forEach(function (part) {
    if (query.get('utm_' + part)) {
      made.appendChild(element('input', { type: 'hidden', name: 'utm_' + part, value: query.get('utm_' + part) }));
    }
  });
  form.fields.forEach(function (field) {
    var label = element('label', {}, field.label + (field.required ? ' *' : ''));
    label.appendChild(control(field));
    made.appendChild(label);
  });
  var trap = element('input', { type: 'text', name: form.trap, tabindex: '-1', autocomplete: 'off', 'aria-hidden': 'true' });
  trap.style.position = 'absolute';
  trap.style.left = '-10000px';
  made.appendChild(trap);
  made.appendChild(element('button', { type: 'submit' }, 'Send'));
  script.parentNode.insertBefore(made, script);
})();
