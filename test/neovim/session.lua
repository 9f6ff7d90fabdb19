-- One session in Neovim, as a user has it: the README's snippet attaches the server; every answer that is
-- waited for has a deadline. What was seen is written as JSON to $CURSUS_REPORT.
local root, seen = vim.env.CURSUS_ROOT, {}
local DEADLINE_MS = 20000

local function wait(what, condition)
  if not vim.wait(DEADLINE_MS, condition, 10) then error('waited in vain: ' .. what) end
end

local function edit(file)
  vim.cmd('edit ' .. vim.fn.fnameescape(root .. '/' .. file))
  local buffer = vim.api.nvim_get_current_buf()
  wait('the server at ' .. file, function()
    local client = vim.tbl_values(vim.lsp.buf_get_clients(buffer))[1]
    return client ~= nil and client.initialized
  end)
  return buffer
end

-- Puts the cursor into the first place of a text, so many characters behind its start.
local function at(text, inside)
  vim.fn.cursor(1, 1)
  assert(vim.fn.search('\\V' .. text, 'cW') > 0, 'not found: ' .. text)
  vim.fn.cursor(0, vim.fn.col('.') + inside)
end

-- Asks about the place of the cursor.
local function ask(method)
  local place = vim.lsp.util.make_position_params()
  local answers, problem = vim.lsp.buf_request_sync(0, method, place, DEADLINE_MS)
  assert(answers, method .. ': ' .. tostring(problem))
  local _, answer = next(answers)
  assert(answer and not answer.error, method .. ': ' .. vim.inspect(answer))
  return answer.result
end

local function findings(buffer)
  return vim.tbl_map(function(found)
    return { line = found.lnum, column = found.col, code = found.code }
  end, vim.diagnostic.get(buffer))
end

local function has(buffer, code)
  return vim.tbl_contains(vim.tbl_map(function(found) return found.code end, findings(buffer)), code)
end

local function session()
  dofile(vim.env.CURSUS_SNIPPET)
  vim.cmd('filetype on')

  local registry = edit(vim.env.CURSUS_BOB)
  wait('findings', function() return #vim.diagnostic.get(registry) > 0 end)
  seen.findings = findings(registry)
  local _, client = next(vim.lsp.buf_get_clients(registry))
  seen.client = { name = client.name, root = client.config.root_dir }

  local pipeline = edit(vim.env.CURSUS_PIPELINE)
  at('CreditEmbedding_training', 3)
  seen.hover = ask('textDocument/hover').contents.value
  vim.lsp.buf.definition()
  wait('the definition', function() return vim.api.nvim_get_current_buf() ~= pipeline end)
  seen.definition = {
    file = vim.api.nvim_buf_get_name(0),
    text = vim.fn.expand('<cword>'),
  }

  vim.cmd('buffer ' .. pipeline)
  at('CreditEmbedding_training', 6)
  local list = ask('textDocument/completion')
  seen.completion = vim.tbl_map(function(item) return item.label end, list.items or list)

  at('RiskScore_training', 3)
  vim.lsp.buf.rename('CreditRisk')
  wait('the rename in this buffer', function() return vim.fn.search('CreditRisk_training', 'cnw') > 0 end)
  wait('the rename in the registry', function()
    return vim.fn.match(vim.api.nvim_buf_get_lines(registry, 0, -1, false), '"CreditRisk"') >= 0
  end)
  vim.cmd('wall')

  at('add_node("CreditEmbedding', 12)
  vim.cmd('normal! rX')
  wait('a finding of unsaved text', function() return has(pipeline, 'unknown-step') end)
  vim.cmd('undo')
  wait('that it goes', function() return not has(pipeline, 'unknown-step') end)

  vim.lsp.stop_client(vim.lsp.get_active_clients())
  wait('the end of the server', function() return #vim.lsp.get_active_clients() == 0 end)
end

local ok, problem = xpcall(session, debug.traceback)
if not ok then seen.problem = problem end
seen.messages = vim.fn.execute('messages')
local report = assert(io.open(vim.env.CURSUS_REPORT, 'w'))
report:write(vim.json.encode(seen))
report:close()
vim.cmd('qall!')
