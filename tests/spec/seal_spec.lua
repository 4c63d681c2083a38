-- The seal of a generated text: any change but of line ends breaks it.

local seal = require("seal")

local TEXT <const> = ("/* Made.\n * Config 1, %s\n */\nint a;\n"):format(seal.place)

describe("seal", function()
  it("hashes as FNV-1a of 64 bits does", function()
    assert.are.equal("cbf29ce484222325", seal.hash(""))
    assert.are.equal("af63dc4c8601ec8c", seal.hash("a"))
    assert.are.equal("85944171f73967e8", seal.hash("foobar"))
  end)

  it("makes a text whole, in one place and of one length", function()
    local sealed = seal.close(TEXT)
    assert.is_true(seal.is_whole(sealed))
    assert.are.equal(#TEXT, #sealed)
    assert.are_not.equal(TEXT, sealed)
    assert.is_false(seal.is_whole(TEXT))
  end)

  it("is broken by any other byte, wherever it stands", function()
    local sealed = seal.close(TEXT)
    for at = 1, #sealed do
      local changed = sealed:sub(1, at - 1) .. "~" .. sealed:sub(at + 1)
      assert.is_falsy(seal.is_whole(changed), at)
    end
    assert.is_false(seal.is_whole(sealed .. "\n"))
    assert.is_true(seal.is_whole((sealed:gsub("\n", "\r\n"))))
  end)

  it("is not in a text that nobody sealed", function()
    assert.is_nil(seal.is_whole("int a;\n"))
    assert.is_nil(seal.is_whole(""))
  end)
end)
